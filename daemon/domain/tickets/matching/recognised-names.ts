/** The cities and states in the names of regions, in English and Japanese. */
export const regionNames: Readonly<Record<string, string>> = {
  'N. Virginia': 'us-east-1',
  バージニア北部: 'us-east-1',
  Ohio: 'us-east-2',
  オハイオ: 'us-east-2',
  'N. California': 'us-west-1',
  北カリフォルニア: 'us-west-1',
  Oregon: 'us-west-2',
  オレゴン: 'us-west-2',
  Tokyo: 'ap-northeast-1',
  東京: 'ap-northeast-1',
  Seoul: 'ap-northeast-2',
  ソウル: 'ap-northeast-2',
  Osaka: 'ap-northeast-3',
  大阪: 'ap-northeast-3',
  Mumbai: 'ap-south-1',
  ムンバイ: 'ap-south-1',
  Singapore: 'ap-southeast-1',
  シンガポール: 'ap-southeast-1',
  Sydney: 'ap-southeast-2',
  シドニー: 'ap-southeast-2',
  Frankfurt: 'eu-central-1',
  フランクフルト: 'eu-central-1',
  Ireland: 'eu-west-1',
  アイルランド: 'eu-west-1',
  London: 'eu-west-2',
  ロンドン: 'eu-west-2',
  Paris: 'eu-west-3',
  パリ: 'eu-west-3',
  Stockholm: 'eu-north-1',
  ストックホルム: 'eu-north-1',
};

/** Alternatives of a pattern: areas in the console's names of regions, and words next to a city. */
export const regionPhrases = {
  areas: 'US East|US West|Asia Pacific|Europe|米国東部|米国西部|アジアパシフィック|欧州',
  before: 'region|リージョン',
  after: 'region|リージョン',
};

/** Alternatives of a pattern: words in front of an account's number. */
export const accountPhrases = { noun: 'account|アカウント', suffix: 'id|number|番号' };

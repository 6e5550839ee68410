/** Words in names of secrets, in English and Japanese, as an alternation of a regular expression that ignores case. */
export const secretWords = [
  'password',
  'passwd',
  'passphrase',
  '(?<![a-z])pwd',
  '(?<![a-z])pass(?![a-z])',
  'secret',
  'token',
  'api_?key',
  'access_?key',
  'private_?key',
  'credential',
  'パスワード',
  '暗証',
  'シークレット',
  'トークン',
].join('|');

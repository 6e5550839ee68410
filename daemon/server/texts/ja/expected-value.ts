import type { ExpectedValue } from '../../../domain/problems/configuration.ts';
import { withoutFullStop } from '../parts.ts';

/** Returns part of a sentence: the form that a value of the configuration file must have. */
export function expected(value: ExpectedValue): string {
  switch (value.expected) {
    case 'account':
      return 'アカウント ID は 12 桁の数字を引用符で囲みます';
    case 'region':
      return 'リージョンは eu-west-1 のような形です';
    case 'role':
      return 'ロールは ARN です: arn:aws:iam::123456789012:role/Name';
    case 'jql':
      return 'JQL は 1 つの条件で、引用符と括弧が閉じている必要があります（例: component = security AND created >= -365d）';
    case 'pattern':
      return 'パターンは、account、resource、rule、control、region のいずれかの名前付きグループを含む正規表現です。後方参照、先読み、後読みは使えません（例: Check (?<rule>[\\w-]+) on (?<resource>\\S+)）';
    case 'type':
      return `値の型が違います（必要な型: ${value.type}）`;
    case 'known-keys':
      return `不明なキーです: ${value.unknown.join('、')}`;
    case 'one-of':
      return `次のいずれかを指定します: ${value.values.join('、')}`;
    case 'at-least':
      return `${value.limit} 以上の値を指定します`;
    case 'at-most':
      return `${value.limit} 以下の値を指定します`;
    case 'not-empty':
      return '空にはできません';
    case 'other':
      return `値が正しくありません (${withoutFullStop(value.said)})`;
  }
}

import type { Source } from '#protocol/findings.ts';
import type { Text } from '../../base/text.ts';
import { managedRule } from './catalogue.ts';

/** What is wrong: the catalogue's words, else the source's own, else the rule's name. */
export function titleOf(finding: {
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly title?: string;
}): Text {
  const known = managedRule(finding.ruleIdentifier)?.title;
  if (known) return known;
  const own = finding.title ?? finding.rule;
  const ja = guardDutyTitle(finding.rule);
  return { en: own, ja: ja === undefined ? own : isSample(finding) ? `[サンプル] ${ja}` : ja };
}

/** How GuardDuty's titles of samples begin. */
export const sampleMark = '[SAMPLE]';

/** Whether GuardDuty invented the finding because a person asked it for samples. */
export function isSample({ source, title }: { readonly source: Source; readonly title?: string }): boolean {
  return source === 'guardduty' && title?.startsWith(sampleMark) === true;
}

export function remedyOf(identifier: string | undefined): Text | undefined {
  return managedRule(identifier)?.remedy;
}

/** GuardDuty writes its titles in English; its types begin with a purpose that can be said in Japanese. */
const purposes: Readonly<Record<string, string>> = {
  Backdoor: 'バックドアの疑い',
  Behavior: '通常と異なる通信',
  CredentialAccess: '認証情報の取得の疑い',
  CryptoCurrency: '暗号資産マイニングの疑い',
  DefenseEvasion: '防御回避の疑い',
  Discovery: '探索行為の疑い',
  Exfiltration: 'データ持ち出しの疑い',
  Impact: '破壊・妨害行為の疑い',
  InitialAccess: '侵入の試み',
  PenTest: 'ペネトレーションテスト用ツールの使用',
  Persistence: '不正アクセスの維持の疑い',
  Policy: 'ポリシー違反',
  PrivilegeEscalation: '権限昇格の疑い',
  Recon: '偵察行為の疑い',
  Stealth: '痕跡隠蔽の疑い',
  Trojan: 'トロイの木馬の疑い',
  UnauthorizedAccess: '不正アクセスの疑い',
};

/** `Recon:EC2/PortProbe…` → its purpose, with the type for those who search for it. */
function guardDutyTitle(type: string): string | undefined {
  const purpose = purposes[type.split(':')[0] ?? ''];
  return purpose && `${purpose} (${type})`;
}

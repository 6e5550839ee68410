import type { Text } from '../../../base/text.ts';

type Translations = Omit<Text, 'en'>;

/** GuardDuty writes its titles in English; its types begin with a purpose, which has a translation. */
const purposes: Readonly<Record<string, Translations>> = {
  Backdoor: { ja: 'バックドアの疑い' },
  Behavior: { ja: '通常と異なる通信' },
  CredentialAccess: { ja: '認証情報の取得の疑い' },
  CryptoCurrency: { ja: '暗号資産マイニングの疑い' },
  DefenseEvasion: { ja: '防御回避の疑い' },
  Discovery: { ja: '探索行為の疑い' },
  Exfiltration: { ja: 'データ持ち出しの疑い' },
  Impact: { ja: '破壊・妨害行為の疑い' },
  InitialAccess: { ja: '侵入の試み' },
  PenTest: { ja: 'ペネトレーションテスト用ツールの使用' },
  Persistence: { ja: '不正アクセスの維持の疑い' },
  Policy: { ja: 'ポリシー違反' },
  PrivilegeEscalation: { ja: '権限昇格の疑い' },
  Recon: { ja: '偵察行為の疑い' },
  Stealth: { ja: '痕跡隠蔽の疑い' },
  Trojan: { ja: 'トロイの木馬の疑い' },
  UnauthorizedAccess: { ja: '不正アクセスの疑い' },
};

const sample: Translations = { ja: 'サンプル' };

/** Returns translations of a GuardDuty title: its purpose, and the type `Recon:EC2/PortProbe…`, which users search for. */
export function threatTitle(type: string, isSample: boolean): Translations | undefined {
  const [key = ''] = type.split(':');
  const purpose = Object.hasOwn(purposes, key) ? purposes[key] : undefined;
  return purpose && { ja: `${isSample ? `[${sample.ja}] ` : ''}${purpose.ja} (${type})` };
}

/**
 * Returns a GuardDuty type in a few words: `Recon: PortProbeUnprotectedPort` of `Recon:EC2/PortProbeUnprotectedPort`. Returns
 * `undefined` for a type of another form.
 */
export function shortThreat(type: string, isSample: boolean): Text | undefined {
  const [, key, threat] = /^(\w+):\w+\/([\w&]+)/.exec(type) ?? [];
  if (key === undefined || threat === undefined) return undefined;
  const purpose = Object.hasOwn(purposes, key) ? purposes[key] : undefined;
  return {
    en: `${isSample ? '[SAMPLE] ' : ''}${key}: ${threat}`,
    ja: `${isSample ? `[${sample.ja}] ` : ''}${purpose?.ja ?? key}: ${threat}`,
  };
}

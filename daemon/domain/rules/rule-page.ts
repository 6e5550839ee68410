import type { Source } from '#protocol/findings.ts';
import type { Locale } from '../../base/text.ts';
import { managedRule } from './find-rule.ts';

/**
 * Returns the address of AWS's page about a rule: a managed rule of the catalogue, or the finding types of GuardDuty.
 * Returns `undefined` for any other rule: no text of AWS or of a site becomes a part of an address.
 */
export function rulePage(
  { source, ruleIdentifier }: { readonly source: Source; readonly ruleIdentifier?: string },
  locale: Locale,
): string | undefined {
  const documentation = `https://docs.aws.amazon.com${locale === 'ja' ? '/ja_jp' : ''}`;
  if (source === 'guardduty')
    return `${documentation}/guardduty/latest/ug/guardduty_finding-types-active.html`;
  const known = managedRule(ruleIdentifier);
  if (!known) return undefined;
  const name = known.names?.[0] ?? known.identifier.toLowerCase().replaceAll('_', '-');
  return `${documentation}/config/latest/developerguide/${name}.html`;
}

import type { Source } from '#protocol/findings.ts';
import type { Text } from '../../base/text.ts';
import { shortThreat, threatTitle } from './catalogue/threat-titles.ts';
import { managedRule } from './find-rule.ts';

/** Returns the defect that a finding reports: the catalogue's words, else the source's own, else the rule's name. */
export function titleOf(finding: {
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly title?: string;
}): Text {
  const known = managedRule(finding.ruleIdentifier)?.title;
  if (known) return known;
  const own = finding.title ?? finding.rule;
  return { en: own, ja: own, ...threatTitle(finding.rule, isSample(finding)) };
}

/**
 * Returns the defect in a few words, for rows that name the resource first: the catalogue's, or what a GuardDuty type says after
 * its resource. Returns `undefined` if neither is known: then the title is all there is.
 */
export function shortTitleOf(finding: {
  readonly source: Source;
  readonly rule: string;
  readonly ruleIdentifier?: string;
  readonly title?: string;
}): Text | undefined {
  if (finding.source === 'guardduty') return shortThreat(finding.rule, isSample(finding));
  return managedRule(finding.ruleIdentifier)?.short;
}

/** The beginning of the titles of GuardDuty's samples. */
export const sampleMark = '[SAMPLE]';

/** Returns whether GuardDuty generated the finding because a user asked for samples. */
export function isSample({ source, title }: { readonly source: Source; readonly title?: string }): boolean {
  return source === 'guardduty' && title?.startsWith(sampleMark) === true;
}

/** Returns the fix that the catalogue knows for a managed rule. */
export function remedyOf(identifier: string | undefined): Text | undefined {
  return managedRule(identifier)?.remedy;
}

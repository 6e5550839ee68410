import { l10n } from 'vscode';
import type { SourceAge, Status } from '#protocol/status.ts';
import { numberOf } from '../tools/numbers.ts';
import { agoOf } from '../tools/relative-time.ts';

/** One line of the language status. */
export interface SourceLine {
  /** `config`, `guardduty` …, or `templates`. */
  readonly source: SourceAge['source'] | 'templates';
  readonly text: string;
  readonly isIncomplete: boolean;
  readonly isBusy: boolean;
}

/** Says how old the data of each source is, and what is missing of it; then how many templates were read. */
export function sourceLines({ sources = [], templates, syncing }: Status, now: Date): SourceLine[] {
  return [
    ...sources.map((age) => ({
      source: age.source,
      text: ageText(age, now),
      isIncomplete: age.failed > 0 || age.readAt === undefined,
      isBusy: syncing,
    })),
    {
      source: 'templates',
      text: templatesText(templates),
      isIncomplete: templates.failed.length > 0,
      isBusy: templates.state === 'reading',
    },
  ];
}

function ageText({ source, readAt, failed }: SourceAge, now: Date): string {
  const name = nameOf(source);
  if (readAt === undefined) return l10n.t('{0}: not read', name);
  const age = agoOf(readAt, now);
  if (failed === 0) return l10n.t('{0}: {1}', name, age);
  return failed === 1
    ? l10n.t('{0}: {1}, 1 place not read', name, age)
    : l10n.t('{0}: {1}, {2} places not read', name, age, numberOf(failed));
}

function nameOf(source: SourceAge['source']): string {
  switch (source) {
    case 'config':
      return 'AWS Config';
    case 'guardduty':
      return 'GuardDuty';
    case 'securityhub':
      return 'Security Hub';
    case 'stacks':
      return 'CloudFormation';
    case 'tickets':
      return 'Jira';
  }
}

function templatesText({ read, state, failed }: Status['templates']): string {
  if (state === 'reading') return l10n.t('Templates: {0} read so far', numberOf(read));
  return failed.length > 0
    ? l10n.t('Templates: {0} read, {1} not', numberOf(read), numberOf(failed.length))
    : l10n.t('Templates: {0} read', numberOf(read));
}

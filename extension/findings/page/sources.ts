import { l10n } from 'vscode';
import type { FindingDetailsView, ObservationView } from '#protocol/finding-details.ts';
import type { SourceItem, SourcesSection } from '../../../webview/finding/protocol.ts';
import { numberOf } from '../../tools/numbers.ts';
import { agoOf } from '../../tools/relative-time.ts';
import { severityLabel } from '../severity.ts';
import { sourceNames } from './timeline.ts';

/** Returns the section of every source that reports a finding, or reported it. */
export function sourcesSectionOf(
  { observations, observationCount }: Pick<FindingDetailsView, 'observations' | 'observationCount'>,
  now: Date,
): SourcesSection {
  const left = observationCount - observations.length;
  return {
    title: l10n.t('Reported By'),
    items: observations.map((observation) => ({
      source: sourceNames[observation.source],
      facts: factsOf(observation, now),
    })),
    ...(left > 0 && {
      note: left === 1 ? l10n.t('1 more is not shown.') : l10n.t('{0} more are not shown.', numberOf(left)),
    }),
  };
}

function factsOf(
  { rule, severity, annotation, firstSeen, seenAt, goneAt }: ObservationView,
  now: Date,
): SourceItem['facts'] {
  const moment = (at: string) => [`${agoOf(at, now)} · `, { at }];
  return [
    [l10n.t('Deployed rule'), rule],
    [l10n.t('Severity'), severityLabel(severity)],
    ...(annotation === undefined ? [] : [[l10n.t('Remark'), annotation] as const]),
    [l10n.t('First seen'), moment(firstSeen)],
    goneAt === undefined
      ? [l10n.t('Last seen'), moment(seenAt)]
      : [l10n.t('No longer reported since'), moment(goneAt)],
  ];
}

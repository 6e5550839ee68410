import type { MarkdownString } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import { sentBackLines } from '../../tickets/decisions/labels.ts';
import type { SentBackState } from '../../tickets/decisions/sent-back.ts';
import { todayOf } from '../../tools/dates.ts';
import { divergenceLines } from '../divergence-labels.ts';
import { factLines } from '../labels.ts';
import { markdownTooltip } from './markdown-tooltip.ts';

/** Returns everything that a row of a finding has no room for. */
export function findingTooltip(finding: FindingView, sentBack: SentBackState | undefined): MarkdownString {
  const now = new Date();
  return markdownTooltip({
    title: finding.title,
    news: [
      ...divergenceLines(finding.divergences),
      ...sentBackLines(sentBack, now),
      finding.ticket?.pending?.note,
      finding.filing?.note,
    ],
    facts: factLines(finding, todayOf(now)),
    remedy: finding.remedy,
  });
}

import { l10n, window } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { Knowledge } from '../daemon/knowledge.ts';
import { byDueDate } from './order.ts';
import { severityWord } from './words.ts';

/**
 * The finding that a command is about: lenses and quick fixes name its key, the trees their row; from the command
 * palette a person chooses.
 */
export async function chooseFinding(
  knowledge: Knowledge,
  argument: unknown,
  fits: (finding: FindingView) => boolean = () => true,
): Promise<FindingView | undefined> {
  const key = keyOf(argument);
  if (key !== undefined) return knowledge.findings.get(key);
  const findings = [...knowledge.findings.values()].filter(fits).sort(byDueDate);
  if (findings.length === 0) {
    await window.showInformationMessage(l10n.t('No finding to choose from. Run "Guardrail: Refresh".'));
    return undefined;
  }
  const rows = findings.map((finding) => ({
    label: finding.title,
    description: [finding.resource.name ?? finding.resource.id, finding.ticket?.key]
      .filter(Boolean)
      .join(' · '),
    detail: [severityWord(finding.severity), finding.account, finding.region, finding.ticket?.due]
      .filter(Boolean)
      .join(' · '),
    finding,
  }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Which finding?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.finding;
}

/** A key, a row of the findings tree, or a row of the tickets tree that tracks a finding. */
function keyOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('finding' in argument) return (argument.finding as FindingView).key;
  if ('ticket' in argument) return (argument.ticket as { finding?: string }).finding;
  return undefined;
}

import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { Model } from '../daemon/model.ts';
import { todayOf } from '../tools/dates.ts';
import { pickRow } from '../tools/pick-row.ts';
import { stateLabel } from './labels.ts';
import { groupByState } from './order.ts';
import { findingRow, inActiveFile } from './rows.ts';

/**
 * Resolves to the finding that a command is about: lenses and quick fixes pass its key, the trees their row; from the
 * command palette the user chooses. Resolves to `undefined` if the user chooses none, or the finding is not in the list
 * any more.
 */
export async function chooseFinding(
  model: Model,
  argument: unknown,
  fits: (finding: FindingView) => boolean = () => true,
): Promise<FindingView | undefined> {
  const key = keyOf(argument);
  if (key !== undefined) {
    const known = model.findings.get(key);
    // A lens, a quick fix or a page may be older than the model.
    if (!known)
      void window.showInformationMessage(
        l10n.t('This finding is no longer in the list. Its ticket may be in the Tickets view.'),
      );
    return known;
  }
  const findings = [...model.findings.values()].filter(fits);
  if (findings.length === 0) {
    await window.showInformationMessage(l10n.t('No finding to choose from. Run "Guardrail: Refresh".'));
    return undefined;
  }
  const chosen = await pickRow(rowsOf(findings), {
    title: l10n.t('Which finding?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.finding;
}

type Row = QuickPickItem & { readonly finding?: FindingView };

/** Findings of the active editor's file come first, then all others by state. */
function rowsOf(findings: readonly FindingView[]): Row[] {
  const here = inActiveFile(findings);
  const others = groupByState(
    findings.filter((finding) => !here.includes(finding)),
    todayOf(new Date()),
  );
  const groups = [
    { label: l10n.t('In this file'), members: here },
    ...others.map((group) => ({ label: stateLabel(group.state), members: group.findings })),
  ];
  return groups.flatMap(({ label, members }) =>
    members.length === 0
      ? []
      : [
          { label, kind: QuickPickItemKind.Separator },
          ...members.map((finding) => ({ ...findingRow(finding), finding })),
        ],
  );
}

/** A key, a row of the findings tree, or a row of the tickets tree that tracks a finding. */
function keyOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { finding, ticket } = argument as { finding?: { key?: unknown }; ticket?: { finding?: unknown } };
  const key = finding?.key ?? ticket?.finding;
  return typeof key === 'string' ? key : undefined;
}

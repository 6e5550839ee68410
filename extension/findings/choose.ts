import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { FindingSubject } from '#protocol/subjects.ts';
import type { Found, Reader } from '../daemon/model.ts';
import { readNamed } from '../daemon/subject-keys.ts';
import { pickSearched } from '../tools/pick-searched.ts';
import { stateLabel } from './labels.ts';
import { groupByState } from './order.ts';
import { activeFile, findingRow, inActiveFile } from './rows.ts';

/**
 * Resolves to the finding that a command is about: lenses and quick fixes pass its key, the trees their row; the user
 * chooses from the keys of a lens that is about several, and from all in the command palette. Resolves to `undefined` if the
 * user chooses none, or the finding is not in the list any more.
 * @param kind In the palette, only findings that fit.
 * @throws Error for the user without a connection.
 */
export async function chooseFinding(
  model: Reader,
  argument: unknown,
  kind: FindingSubject = 'finding',
): Promise<FindingView | undefined> {
  const named = Array.isArray(argument) ? argument : undefined;
  const key = keyOf(argument);
  if (key !== undefined) {
    const known = (await model.read({ findings: [key], tickets: [] })).findings.get(key);
    // A lens, a quick fix or a page may be older than the list.
    if (!known)
      void window.showInformationMessage(
        l10n.t('This finding is no longer in the list. Its ticket may be in the Tickets view.'),
      );
    return known;
  }
  const chosen = await pickSearched({
    title: l10n.t('Which finding?'),
    none: l10n.t('No finding to choose from. Run "Guardrail: Refresh".'),
    async search(text) {
      const found: Found = named
        ? await readNamed(model, named)
        : await model.search(kind, { text, file: activeFile() });
      const findings = [...found.findings.values()];
      return { rows: rowsOf(findings), total: found.total ?? findings.length };
    },
  });
  return chosen?.finding;
}

type Row = QuickPickItem & { readonly finding?: FindingView };

/** Findings of the active editor's file come first, then all others by state. */
function rowsOf(findings: readonly FindingView[]): Row[] {
  const here = inActiveFile(findings);
  const others = groupByState(findings.filter((finding) => !here.includes(finding)));
  const groups = [
    { label: l10n.t('In this file'), members: here },
    ...others.map((group) => ({
      label: stateLabel(group.state, !group.findings[0]?.ticketUnknown),
      members: group.findings,
    })),
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

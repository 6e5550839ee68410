import { env, l10n, window } from 'vscode';
import type { FindingSubject } from '#protocol/subjects.ts';
import type { Model } from '../daemon/model.ts';
import { readNamed } from '../daemon/subject-keys.ts';
import { chooseFinding } from '../findings/choose.ts';
import { todayOf } from '../tools/dates.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { numberOf } from '../tools/numbers.ts';
import { registerCommand } from '../tools/register-command.ts';
import { type CopiedRow, copiedRows } from './copied-row.ts';
import { rowsMarkdown } from './row-markdown.ts';

const shownMs = 4_000;

/** Returns the text that a command copies of a row; `undefined` if the row has none. */
type Part = (row: CopiedRow) => string | undefined;

/** Registers the commands that copy something of one or several rows of the trees, or of a finding that the user chooses. */
export function registerCopy(lifetime: DisposableStore, model: Model): void {
  const register = (
    command: string,
    kind: FindingSubject,
    part: Part,
    textOf: (rows: readonly CopiedRow[]) => string = (rows) => rows.map((row) => part(row) ?? '').join('\n'),
  ) =>
    lifetime.add(
      registerCommand(command, async (row, selected) => {
        const rows = await rowsOf(model, [row, selected], part, kind);
        if (!rows) return;
        // Several findings may have one resource or one ticket.
        const different = [...new Map(rows.map((each) => [part(each), each])).values()];
        await copy(textOf(different), different.length);
      }),
    );
  register('guardrail.copy.ticketKey', 'ticketKey', ({ ticket }) => ticket?.key);
  register('guardrail.copy.ticketLink', 'ticketLink', ({ ticket }) => ticket?.url || undefined);
  register('guardrail.copy.arn', 'arn', ({ finding }) => finding?.resource.arn);
  register('guardrail.copy.findingKey', 'finding', ({ finding }) => finding?.key);
  register(
    'guardrail.copy.markdown',
    'finding',
    ({ finding, ticket }) => `${finding?.key} ${ticket?.key}`,
    (rows) => rowsMarkdown(rows, todayOf(new Date())),
  );
}

/** Resolves to the rows that have something to copy; `undefined` if no row has, or the user leaves. */
async function rowsOf(
  model: Model,
  [row, selected]: readonly [unknown, unknown],
  part: Part,
  kind: FindingSubject,
): Promise<CopiedRow[] | undefined> {
  const named = Array.isArray(selected) && selected.length > 0 ? selected : [row];
  const given = isRow(named[0]) ? copiedRows(named, await readNamed(model, named)) : [];
  if (given.length > 0) {
    const rows = given.filter((each) => part(each) !== undefined);
    if (rows.length > 0) return rows;
    void window.showInformationMessage(l10n.t('The selected rows have nothing of this kind to copy.'));
    return undefined;
  }
  const finding = await chooseFinding(model, row, kind);
  return finding && [{ finding, ticket: finding.ticket }];
}

function isRow(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null;
}

async function copy(text: string, count: number): Promise<void> {
  await env.clipboard.writeText(text);
  const said = count === 1 ? l10n.t('Copied to the clipboard') : l10n.t('{0} copied', numberOf(count));
  window.setStatusBarMessage(`$(check) ${said}`, shownMs);
}

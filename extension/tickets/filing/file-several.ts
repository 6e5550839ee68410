import { commands, l10n, ProgressLocation, type QuickPickItem, window } from 'vscode';
import { type FilingForm, type FilingResultView, fileTicket } from '#protocol/filing.ts';
import type { FindingView } from '#protocol/findings.ts';
import { joinSentences } from '#protocol/sentences.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { findingRow } from '../../findings/rows.ts';
import { listOf } from '../../tools/lists.ts';
import { numberOf } from '../../tools/numbers.ts';
import { pickRow, pickRows } from '../../tools/pick-row.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { type End, showEndsMessage, sortedEnds } from '../decisions/ends.ts';
import { maxTickets } from '../decisions/plan.ts';
import { type FilePlan, fieldsToAsk } from './file-plan.ts';

/** How filing ended for one finding. */
interface Ended {
  readonly finding: FindingView;
  readonly end: End;
  readonly words: string;
  readonly result?: FilingResultView;
}

/** Resolves to what Jira asks for, in a project that was chosen before if that is open. */
type ReadForm = (finding: string) => Promise<FilingForm | undefined>;

/**
 * Files a ticket for each of several findings, one by one, with the values that Guardrail proposes: a finding whose ticket needs
 * another value is left for a person. The user sees the findings first, and can stop.
 */
export async function fileSeveral(
  connection: DaemonConnection,
  { going, left }: FilePlan,
  readForm: ReadForm,
): Promise<void> {
  const findings = await confirmed(going, left);
  if (!findings) return;
  const ends: Ended[] = [];
  await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: plainMessage(titleOf(findings.length)),
      cancellable: true,
    },
    async (progress, cancellation) => {
      /** Why the rest is not sent. */
      let stopped: string | undefined;
      for (const finding of findings) {
        if (cancellation.isCancellationRequested) stopped ??= l10n.t('not sent: you cancelled before');
        const ended: Ended =
          stopped === undefined
            ? await fileOne(connection, finding, readForm)
            : { finding, end: 'not-sent', words: stopped };
        // A user who names no project for one is not asked again for each of the others.
        if (ended.end === 'not-sent') stopped = ended.words;
        ends.push(ended);
        progress.report({
          increment: 100 / findings.length,
          message: plainMessage(l10n.t('{0} of {1}', numberOf(ends.length), numberOf(findings.length))),
        });
      }
    },
  );
  void report(ends);
}

async function confirmed(
  going: FilePlan['going'],
  left: FilePlan['left'],
): Promise<readonly FindingView[] | undefined> {
  const rows = going.map((finding): QuickPickItem & { finding: FindingView } => ({
    ...findingRow(finding),
    picked: true,
    finding,
  }));
  const chosen = await pickRows(rows, {
    title: titleOf(going.length),
    placeHolder: hintFor(left),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return chosen && chosen.length > 0 ? chosen.map(({ finding }) => finding) : undefined;
}

function hintFor(left: FilePlan['left']): string {
  const more = left.filter(({ why }) => why === 'too-many').length;
  const others = left.length - more;
  return joinSentences([
    others === 0
      ? l10n.t('Enter confirms. Clear a check mark to leave a finding out.')
      : others === 1
        ? l10n.t('Enter confirms. 1 selected row has a ticket or waits for one.')
        : l10n.t('Enter confirms. {0} selected rows have a ticket or wait for one.', numberOf(others)),
    more > 0 &&
      l10n.t(
        'At most {0} tickets are filed at once: file the rest afterwards ({1}).',
        numberOf(maxTickets),
        numberOf(more),
      ),
  ]);
}

async function fileOne(
  connection: DaemonConnection,
  finding: FindingView,
  readForm: ReadForm,
): Promise<Ended> {
  try {
    const form = await readForm(finding.key);
    if (!form) return { finding, end: 'not-sent', words: l10n.t('not sent: no project was chosen') };
    const asked = fieldsToAsk(form);
    if (asked.length > 0)
      return {
        finding,
        end: 'failed',
        words: l10n.t('Jira asks for {0}: file it alone.', listOf(asked)),
      };
    const { project, type, proposed } = form;
    const result = await connection
      .require()
      .request(fileTicket, { finding: finding.key, project, type: type.id, fields: proposed });
    return endOf(finding, result);
  } catch (error) {
    return { finding, end: 'failed', words: error instanceof Error ? error.message : String(error) };
  }
}

function endOf(finding: FindingView, result: FilingResultView): Ended {
  const { ticket, note = '' } = result;
  if (result.result === 'waiting' || !ticket)
    return {
      finding,
      end: 'waiting',
      words: `${l10n.t('is saved and sent when Jira answers')} ${note}`.trim(),
      result,
    };
  const words =
    result.result === 'filed'
      ? l10n.t('{0} is filed.', ticket.key)
      : l10n.t('{0} was filed before.', ticket.key);
  return { finding, end: 'done', words, result };
}

async function report(ends: readonly Ended[]): Promise<void> {
  const details = l10n.t('Show Results');
  const filed = (done: number, all: number) =>
    all === 1
      ? l10n.t('{0} of 1 ticket filed', done)
      : l10n.t('{0} of {1} tickets filed', numberOf(done), numberOf(all));
  if ((await showEndsMessage(ends, filed, [details])) === details) await showEnds(ends);
}

/** Lists the results, those that need the user first. A row opens its ticket, else its finding. */
async function showEnds(ends: readonly Ended[]): Promise<void> {
  const rows = sortedEnds(ends).map((ended) => ({
    ...findingRow(ended.finding),
    detail: ended.words,
    ended,
  }));
  const chosen = await pickRow(rows, { title: l10n.t('Results'), matchOnDetail: true, ignoreFocusOut: true });
  const { ticket } = chosen?.ended.result ?? {};
  if (ticket) await commands.executeCommand('guardrail.ticket.open', { ticket });
  else if (chosen) await commands.executeCommand('guardrail.finding.open', chosen.ended.finding.key);
}

function titleOf(count: number): string {
  return count === 1 ? l10n.t('File 1 Ticket') : l10n.t('File {0} Tickets', numberOf(count));
}

import { type QuickPickItem, window } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { TicketOfFinding } from '#protocol/tickets.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { dueLabel } from '../tickets/due.ts';
import { todayOf } from '../tools/dates.ts';
import { fileOnDisk } from '../tools/file-on-disk.ts';
import { ticketName } from './labels.ts';
import { severityLabel } from './severity.ts';

/** Returns the path of the file that the user looks at. */
export function activeFile(): string | undefined {
  const uri = window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri.fsPath : undefined;
}

/** Returns the findings that are linked to the active editor's file, nearest to the cursor first. */
export function inActiveFile(findings: readonly FindingView[]): FindingView[] {
  const editor = window.activeTextEditor;
  const file = editor && fileOnDisk(editor.document.uri);
  const distance = ({ link }: FindingView) =>
    Math.abs((link?.place?.line ?? 0) - (editor?.selection.active.line ?? 0));
  return findings
    .filter(({ link }) => file !== undefined && link?.place?.file === file)
    .sort((a, b) => distance(a) - distance(b) || byUrgency(a, b));
}

/** Returns a row of a list to choose from. @param ticket The ticket that the choice is about. */
export function findingRow(
  finding: FindingView,
  ticket: Pick<TicketOfFinding, 'key' | 'state' | 'due' | 'match'> | undefined = finding.ticket,
): QuickPickItem {
  const { title, resource, severity, account, region } = finding;
  const due = dueLabel(ticket, todayOf(new Date()));
  return {
    label: title,
    description: [resource.name ?? resource.id, ticket && ticketName(ticket)].filter(Boolean).join(' · '),
    detail: [severityLabel(severity), account, region, due].filter(Boolean).join(' · '),
  };
}

import { commands, type Disposable, env, l10n, Uri, window } from 'vscode';
import type { Knowledge } from '../daemon/knowledge.ts';

/** A ticket's page in the browser, at the address that the daemon built from the configured site. */
export function registerOpenTicket(knowledge: Knowledge): Disposable {
  return commands.registerCommand('guardrail.ticket.open', async (argument: unknown) => {
    const url = urlOf(knowledge, argument) ?? (await chooseTicket(knowledge));
    if (url && /^https?:$/.test(new URL(url).protocol)) await env.openExternal(Uri.parse(url, true));
  });
}

function urlOf({ findings, tickets }: Knowledge, argument: unknown): string | undefined {
  if (typeof argument === 'string') return findings.get(argument)?.ticket?.url;
  if (typeof argument !== 'object' || argument === null) return undefined;
  if ('finding' in argument) return findings.get((argument.finding as { key: string }).key)?.ticket?.url;
  if ('ticket' in argument) return tickets.get((argument.ticket as { key: string }).key)?.url;
  return undefined;
}

async function chooseTicket({ tickets }: Knowledge): Promise<string | undefined> {
  const rows = [...tickets.values()].map(({ key, summary, status, url }) => ({
    label: key,
    description: summary,
    detail: status,
    url,
  }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Which ticket?'),
    matchOnDescription: true,
  });
  return chosen?.url;
}

import { commands, type Disposable, env, l10n, Uri, window } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { allowedHttp } from '../settings/settings.ts';
import { pickRow } from '../tools/pick-row.ts';
import { isSite } from './account/site.ts';

/** Registers the command that opens a ticket in the browser, at the address that the daemon built from its site. */
export function registerOpenTicket(model: Model): Disposable {
  return commands.registerCommand('guardrail.ticket.open', async (argument: unknown) => {
    const asked = isAbout(argument);
    const url = asked ? urlOf(model, argument) : await chooseTicket(model);
    if (url !== undefined && isSite(url, allowedHttp())) await env.openExternal(Uri.parse(url, true));
    else if (asked || url !== undefined)
      void window.showInformationMessage(
        l10n.t('This ticket’s page cannot be opened. Check the Jira site in the settings and refresh.'),
      );
  });
}

/** Accepts a finding's key, a row of either tree, or a review that no ticket of the list shows (it has its own site). */
type Subject =
  | string
  | { readonly finding: { readonly key: string } }
  | { readonly ticket: { readonly key: string } }
  | { readonly kept: { readonly id: string } };

function isAbout(argument: unknown): argument is Subject {
  if (typeof argument !== 'object' || argument === null) return typeof argument === 'string';
  const { finding, ticket, kept } = argument as {
    finding?: { key?: unknown };
    ticket?: { key?: unknown };
    kept?: { id?: unknown };
  };
  return typeof (kept ? kept.id : (finding ?? ticket)?.key) === 'string';
}

function urlOf({ findings, tickets, status }: Model, subject: Subject): string | undefined {
  if (typeof subject === 'string') return findings.get(subject)?.ticket?.url;
  if ('kept' in subject) return status?.hiddenReviews?.find(({ id }) => id === subject.kept.id)?.url;
  if ('finding' in subject) return findings.get(subject.finding.key)?.ticket?.url;
  return tickets.get(subject.ticket.key)?.url;
}

async function chooseTicket({ tickets }: Model): Promise<string | undefined> {
  const rows = [...tickets.values()].map(({ key, summary, status, url }) => ({
    label: key,
    description: summary,
    detail: status,
    url,
  }));
  if (rows.length === 0) {
    await window.showInformationMessage(l10n.t('No ticket to choose from. Run "Guardrail: Refresh".'));
    return undefined;
  }
  const chosen = await pickRow(rows, {
    title: l10n.t('Which ticket?'),
    matchOnDescription: true,
  });
  return chosen?.url;
}

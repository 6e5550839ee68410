import { type Disposable, env, l10n, Uri, window } from 'vscode';
import type { Found, Model } from '../daemon/model.ts';
import { readNamed } from '../daemon/subject-keys.ts';
import { allowedHttp } from '../settings/settings.ts';
import { pickSearched } from '../tools/pick-searched.ts';
import { registerCommand } from '../tools/register-command.ts';
import { isSite } from './account/site.ts';

/** Registers the command that opens a ticket in the browser, at the address that the daemon built from its site. */
export function registerOpenTicket(model: Model): Disposable {
  return registerCommand('guardrail.ticket.open', async (argument) => {
    const asked = isAbout(argument);
    const url = asked ? await urlOf(model, argument) : await chooseTicket(model, argument);
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

async function urlOf(model: Model, subject: Subject): Promise<string | undefined> {
  if (typeof subject === 'object' && 'kept' in subject)
    return model.status?.hiddenReviews?.find(({ id }) => id === subject.kept.id)?.url;
  const { findings, tickets } = await readNamed(model, [subject]);
  if (typeof subject === 'string') return findings.get(subject)?.ticket?.url;
  if ('finding' in subject) return findings.get(subject.finding.key)?.ticket?.url;
  return tickets.get(subject.ticket.key)?.url;
}

/** @param argument The keys of findings, of a lens that is about several; for anything else, all tickets can be chosen. */
async function chooseTicket(model: Model, argument: unknown): Promise<string | undefined> {
  const chosen = await pickSearched({
    title: l10n.t('Which ticket?'),
    none: l10n.t('No ticket to choose from. Run "Guardrail: Refresh".'),
    async search(text) {
      const named = Array.isArray(argument);
      const found: Found = named
        ? await readNamed(model, argument)
        : await model.search('ticketPage', { text });
      const rows = [...found.tickets.values()]
        .filter(({ url }) => url !== '')
        .map(({ key, summary, status, url }) => ({
          label: key,
          description: summary,
          detail: status,
          url,
        }));
      return { rows, total: found.total ?? rows.length };
    },
  });
  return chosen?.url;
}

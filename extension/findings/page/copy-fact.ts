import { env, l10n, window } from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import type { Copied } from '../../../webview/finding/protocol.ts';

const shownMs = 3_000;

/** Puts a fact of the finding on the clipboard, and says so in the status bar. Does nothing if the finding has no such fact. */
export async function copyFact(what: Copied, finding: FindingView | undefined): Promise<void> {
  const fact = finding && factOf(what, finding);
  if (fact === undefined || fact === '') return;
  await env.clipboard.writeText(fact);
  window.setStatusBarMessage(l10n.t('Copied'), shownMs);
}

function factOf(what: Copied, { key, resource, ticket }: FindingView): string | undefined {
  switch (what) {
    case 'finding':
      return key;
    case 'resource':
      return resource.id;
    case 'arn':
      return resource.arn;
    case 'ticket':
      return ticket?.key;
    case 'ticketUrl':
      return ticket?.url;
  }
}

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { reviewTicket } from '#protocol/reviews.ts';
import { clientOfDaemon } from './daemon-of-window.ts';
import { eventually } from './eventually.ts';
import { linkedFinding } from './sample.ts';

describe('a review of another client', () => {
  it('reaches this window: the warning becomes an information, with the new status', async () => {
    const { finding, place } = await linkedFinding();
    const ticket = finding.ticket?.key ?? '';
    const uri = vscode.Uri.file(place.file);
    const diagnostic = () =>
      vscode.languages.getDiagnostics(uri).find(({ message }) => message.includes(ticket));
    const before = await eventually('the diagnostic of a ticket to do', diagnostic);
    assert.notEqual(before.severity, vscode.DiagnosticSeverity.Hint);

    const terminal = await clientOfDaemon();
    await terminal.request(reviewTicket, { ticket, outcome: 'fixed', reason: 'Closed in the template.' });
    terminal.close();

    const status = await statusInJira(ticket);
    const after = await eventually('a diagnostic with the new status', () => {
      const found = diagnostic();
      return found?.message.includes(status) ? found : undefined;
    });
    assert.equal(status, 'In Review');
    assert.equal(after.severity, vscode.DiagnosticSeverity.Hint);
  });
});

async function statusInJira(ticket: string): Promise<string> {
  const { GUARDRAIL_JIRA_SITE: site, GUARDRAIL_JIRA_EMAIL: email, GUARDRAIL_JIRA_TOKEN: token } = process.env;
  const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  const answer = await fetch(`${site}/rest/api/3/issue/${ticket}?fields=status`, {
    headers: { authorization },
  });
  const issue = (await answer.json()) as { fields: { status: { name: string } } };
  return issue.fields.status.name;
}

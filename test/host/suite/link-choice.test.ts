import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';
import { linkedFinding } from './sample.ts';

describe('a user who reports that a link is wrong', () => {
  it('no longer sees the finding there, until the choice is cleared', async () => {
    const { finding, place } = await linkedFinding();
    const ticket = finding.ticket?.key ?? '';
    const uri = vscode.Uri.file(place.file);
    const isHere = () =>
      vscode.languages
        .getDiagnostics(uri)
        .some(({ source, message }) => source === 'Guardrail' && message.includes(ticket));
    const say = (verdict: 'not' | 'forget') =>
      vscode.commands.executeCommand('guardrail.link.decide', {
        finding: finding.key,
        file: place.file,
        logicalId: place.logicalId,
        verdict,
      });
    await eventually('its diagnostic', () => isHere() || undefined);

    try {
      await say('not');
      await eventually('no diagnostic of it', () => (isHere() ? undefined : true));
    } finally {
      await say('forget');
    }

    assert.ok(await eventually('its diagnostic again', () => isHere() || undefined));
  });

  it('finds that choice among the quick fixes of the diagnostic', async () => {
    const { place } = await linkedFinding();
    const uri = vscode.Uri.file(place.file);
    const position = new vscode.Position(place.line, place.column);
    await vscode.window.showTextDocument(uri);
    const said = await eventually('a quick fix that says so', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        new vscode.Range(position, position),
      );
      return actions.find(({ command }) => command?.command === 'guardrail.link.decide');
    });
    const { verdict, file, logicalId } = said.command?.arguments?.[0] ?? {};
    assert.deepEqual(
      { verdict, file, logicalId },
      { verdict: 'not', file: place.file, logicalId: place.logicalId },
    );
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';
import { type Linked, linkedFinding } from './sample.ts';

describe('a template in the editor', () => {
  let linked: Linked;
  let uri: vscode.Uri;
  let position: vscode.Position;

  before(async () => {
    linked = await linkedFinding();
    uri = vscode.Uri.file(linked.place.file);
    position = new vscode.Position(linked.place.line, linked.place.column);
    await vscode.window.showTextDocument(uri);
  });

  const diagnosticHere = () =>
    eventually('a diagnostic on the cause of the finding', () =>
      vscode.languages.getDiagnostics(uri).find(({ source, message, range }) => {
        const { title } = linked.finding;
        return source === 'Guardrail' && range.start.line === linked.marked.line && message.includes(title);
      }),
    );

  it('shows the finding as a diagnostic on its cause: a property, or the resource', async () => {
    const { finding, place, marked } = linked;
    const { range, message } = await diagnosticHere();
    const document = await vscode.workspace.openTextDocument(uri);
    const { property } = finding.link?.cause ?? {};
    const names = [place.logicalId, marked.logicalId, ...(property === undefined ? [] : [property])];
    assert.match(document.getText(range), new RegExp(`^["']?(${names.join('|')})["']?$`));
    assert.ok(message.includes(finding.ticket?.key ?? 'no ticket'), message);
    assert.ok(message.includes(finding.link?.cause?.words ?? ''), message);
  });

  it('shows rule, resource and ticket in the hover, on the resource and on the cause', async () => {
    const { finding, marked } = linked;
    for (const at of [position, new vscode.Position(marked.line, marked.column)]) {
      const plain = await hoverText(at);
      for (const fact of [finding.rule, finding.account, finding.ticket?.key ?? '']) {
        assert.ok(plain.includes(fact), `${fact} is missing in: ${plain}`);
      }
    }
  });

  /** Resolves to the text of Guardrail's hovers at a position, after there are any. */
  function hoverText(at: vscode.Position): Promise<string> {
    return eventually('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        at,
      );
      const text = hovers.flatMap(({ contents }) =>
        contents.map((part) => (typeof part === 'string' ? part : part.value)),
      );
      const plain = text.join('\n').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
      return plain === '' ? undefined : plain;
    });
  }

  it('offers lenses above the logical resource, with commands that exist', async () => {
    const lenses = await eventually('lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
        50,
      );
      const here = found.filter(({ range }) => range.start.line === linked.place.line);
      return here.length > 0 ? here : undefined;
    });
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command } of lenses) assert.ok(registered.has(command?.command ?? ''), command?.title);
  });

  it('offers to move the ticket to review on every line of the resource', async () => {
    const { line, column } = linked.place;
    for (const at of [new vscode.Position(line, column), new vscode.Position(line + 1, 0)]) {
      await eventually(`the action at line ${at.line + 1}`, async () => {
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          uri,
          new vscode.Range(at, at),
        );
        const about = actions.map(({ command }) => [command?.command, command?.arguments?.[0]].join(' '));
        return about.includes(`guardrail.finding.review ${linked.finding.key}`) ? true : undefined;
      });
    }
  });

  it('offers to move the ticket to review from the diagnostic', async () => {
    const { range } = await diagnosticHere();
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
    );
    const commands = actions.map(({ command }) => command?.command);
    assert.ok(commands.includes('guardrail.finding.review'), JSON.stringify(actions));
  });

  it('moves the diagnostic with the text of an unsaved edit', async () => {
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# one more line\n'));
    try {
      await eventually('the diagnostic one line below', () =>
        vscode.languages.getDiagnostics(uri).find(({ range }) => range.start.line === linked.marked.line + 1),
      );
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    await diagnosticHere();
  });
});

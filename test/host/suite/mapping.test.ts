import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';
import { workspaceFolder } from './sample.ts';

describe('a .guardrail.yaml in the editor', () => {
  const uri = vscode.Uri.file(path.join(workspaceFolder(), '.guardrail.yaml'));
  const write = (text: string) => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const problems = () => vscode.languages.getDiagnostics(uri);

  after(() => vscode.workspace.fs.delete(uri));

  it('shows an error on a line that cannot be used, until the line is fixed and saved', async () => {
    await write('stacks:\n  payments-network-vpc: network/vpc.yaml\n  payments-edge: network/gone.yaml\n');
    const editor = await vscode.window.showTextDocument(uri);
    const [problem] = await eventually('an error in the file', () =>
      problems().length > 0 ? problems() : undefined,
    );
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(problem.range.start.line, 2);
    assert.match(problem.message, /network\/gone\.yaml/);

    const { range } = editor.document.lineAt(2);
    await editor.edit((edit) => edit.replace(range, '  payments-edge: network/security-groups.yml'));
    await editor.document.save();
    await eventually('no error', () => (problems().length === 0 ? true : undefined));
  });
});

import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../suite/eventually.ts';

/** A folder of the workspace file and, next to it, one that is not in it. */
const fileIn = (team: 'team-a' | 'team-b' | 'team-c', file: string) => {
  const first = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  return vscode.Uri.file(path.join(first, '../..', team, 'infra', file));
};
const findingsIn = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Guardrail');
const shown = (uri: vscode.Uri) =>
  eventually(`findings in ${uri}`, () => (findingsIn(uri).length > 0 ? findingsIn(uri) : undefined));

/**
 * A window may miss that VS Code has read its workspace file: then it has no folder, for as long as the file stays as it is. That
 * happens before any extension runs, on a busy machine.
 */
async function foldersOfWindow(): Promise<void> {
  const open = () => ((vscode.workspace.workspaceFolders?.length ?? 0) > 0 ? true : undefined);
  const { workspaceFile } = vscode.workspace;
  if (workspaceFile === undefined) throw new Error('The window has no workspace file.');
  await eventually('folders of the workspace file', open, 5_000).catch(async () => {
    console.log(`No folder was read from ${workspaceFile}. It is written again.`);
    await vscode.workspace.fs.writeFile(workspaceFile, await vscode.workspace.fs.readFile(workspaceFile));
    await eventually('folders of the workspace file that was written again', open);
  });
}

describe('a workspace with several folders', () => {
  before(foldersOfWindow);

  it('shows in two templates of the same path the findings of each', async () => {
    const [one, other] = [fileIn('team-a', 'stack.yaml'), fileIn('team-b', 'stack.yaml')];
    const [ofOne, ofOther] = [await shown(one), await shown(other)];
    const keys = ({ code, message }: vscode.Diagnostic) => `${JSON.stringify(code)} ${message}`;
    const shared = ofOne.map(keys).filter((key) => ofOther.map(keys).includes(key));
    assert.deepEqual(shared, []);
    const text = (await vscode.workspace.openTextDocument(other)).getText();
    for (const { range } of ofOther) assert.ok(text.split('\n')[range.start.line] !== undefined);
  });

  it('leaves out in each folder what this one hides', async () => {
    await shown(fileIn('team-a', 'archive/roles.json'));
    const hidden = fileIn('team-b', 'archive/buckets.json');
    assert.deepEqual(findingsIn(hidden), []);

    const settings = vscode.workspace.getConfiguration('files', hidden);
    await settings.update('exclude', {}, vscode.ConfigurationTarget.WorkspaceFolder);
    await shown(hidden);
  });

  it('follows folders that are added and removed, and reads no file of a virtual one', async () => {
    const files = new VirtualFiles('Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n');
    const provider = vscode.workspace.registerFileSystemProvider('guardrail-test', files, {
      isReadonly: true,
    });
    const added = fileIn('team-c', 'stack.yaml');
    try {
      assert.deepEqual(findingsIn(added), []);
      vscode.workspace.updateWorkspaceFolders(
        2,
        0,
        { uri: vscode.Uri.parse('guardrail-test:/infra') },
        { uri: vscode.Uri.file(path.dirname(added.fsPath)) },
      );
      await shown(added);
      await shown(fileIn('team-a', 'stack.yaml'));
      assert.equal(vscode.workspace.workspaceFolders?.length, 4);

      vscode.workspace.updateWorkspaceFolders(2, 2);
      await eventually('no finding in the removed folder', () =>
        findingsIn(added).length === 0 ? true : undefined,
      );
      await shown(fileIn('team-b', 'stack.yaml'));
      assert.deepEqual(files.read, []);
    } finally {
      provider.dispose();
    }
  });
});

/** A folder with one template, `stack.yaml`. Records what is read. */
class VirtualFiles implements vscode.FileSystemProvider {
  readonly read: string[] = [];
  private readonly content: Uint8Array;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(text: string) {
    this.content = Buffer.from(text);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat({ path: file }: vscode.Uri): vscode.FileStat {
    if (file === '/infra') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    if (file !== '/infra/stack.yaml') throw vscode.FileSystemError.FileNotFound(file);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.content.length };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [['stack.yaml', vscode.FileType.File]];
  }

  readFile({ path: file }: vscode.Uri): Uint8Array {
    if (file !== '/infra/stack.yaml') throw vscode.FileSystemError.FileNotFound(file);
    this.read.push(file);
    return this.content;
  }

  createDirectory = readOnly;
  writeFile = readOnly;
  delete = readOnly;
  rename = readOnly;
}

function readOnly(): never {
  throw vscode.FileSystemError.NoPermissions();
}

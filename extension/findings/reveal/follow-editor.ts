import { type LogOutputChannel, type TextEditor, window, workspace } from 'vscode';
import type { Reader } from '../../daemon/model.ts';
import { type Disposable, DisposableStore } from '../../tools/disposables.ts';
import { fileOnDisk } from '../../tools/file-on-disk.ts';
import { findingsAt } from './findings-at.ts';
import type { RevealingTree } from './reveal.ts';

/** The cursor rests this long before its row is selected. */
const restMs = 300;

/** The part of the findings tree that following needs. */
export interface FollowingTree extends RevealingTree {
  readonly isVisible: boolean;
  /** The keys of the selected findings. */
  readonly selected: readonly string[];
}

/**
 * Selects the row of the resource under the cursor while the setting `guardrail.findings.followEditor` is on and the user can see the
 * view. The focus stays in the editor. A selection of several rows stays, because the user made it for an action; so does a row of the same resource.
 */
export function followEditor(tree: FollowingTree, model: Reader, log: LogOutputChannel): Disposable {
  const lifetime = new DisposableStore();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (editor: TextEditor | undefined) => {
    clearTimeout(timer);
    // A finding that the filter hides, or a lost connection, is no news while the user types.
    if (editor && isOn())
      timer = setTimeout(() => void show(editor).catch((error) => log.debug(String(error))), restMs);
  };
  const show = async ({ document, selection }: TextEditor) => {
    if (!tree.isVisible || tree.selected.length > 1) return;
    const file = fileOnDisk(document.uri);
    if (file === undefined) return;
    const { findings } = await model.search('template', { file });
    const here = findingsAt(findings.values(), { file, line: selection.active.line, lines: document });
    const [first] = here;
    if (!first || here.some(({ key }) => tree.selected.includes(key))) return;
    await tree.reveal(first.key, { focus: false });
  };
  lifetime.add({ dispose: () => clearTimeout(timer) });
  lifetime.add(window.onDidChangeActiveTextEditor(follow));
  lifetime.add(window.onDidChangeTextEditorSelection(({ textEditor }) => follow(textEditor)));
  lifetime.add(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('guardrail.findings.followEditor')) follow(window.activeTextEditor);
    }),
  );
  return lifetime;
}

function isOn(): boolean {
  return workspace.getConfiguration('guardrail').get<boolean>('findings.followEditor') === true;
}

import { commands, l10n, window } from 'vscode';
import type { PlaceInList } from '#protocol/finding-list.ts';
import { byUrgency } from '#protocol/urgency.ts';
import type { Reader } from '../../daemon/model.ts';
import { readNamed } from '../../daemon/subject-keys.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { activeFile, inActiveFile } from '../rows.ts';
import { findingsAt } from './findings-at.ts';

/** The part of the findings tree that shows a row. */
export interface RevealingTree {
  reveal(key: string, options: { readonly focus: boolean }): Promise<PlaceInList>;
}

/**
 * Registers **Reveal in Findings**: it shows the row of the finding that a lens, a page or a ticket names, else of the resource under
 * the cursor.
 */
export function registerReveal(lifetime: DisposableStore, tree: RevealingTree, model: Reader): void {
  lifetime.add(
    registerCommand('guardrail.findings.reveal', async (argument) => {
      const key = (await keyOf(argument, model)) ?? (await underCursor(model));
      if (key === undefined) {
        void window.showInformationMessage(
          l10n.t(
            'No finding is linked to this file. Open a template that declares a resource with findings.',
          ),
        );
        return;
      }
      await reveal(tree, key);
    }),
  );
}

async function reveal(tree: RevealingTree, key: string): Promise<void> {
  await commands.executeCommand('guardrail.findings.focus');
  const place = await tree.reveal(key, { focus: true });
  if (!('hidden' in place)) return;
  if (place.hidden === 'unknown') {
    void window.showInformationMessage(
      l10n.t('This finding is no longer in the list. Its ticket may be in the Tickets view.'),
    );
    return;
  }
  const clear = l10n.t('Clear Filter');
  const chosen = await window.showInformationMessage(l10n.t('The filter hides this finding.'), clear);
  if (chosen !== clear) return;
  await commands.executeCommand('guardrail.findings.clearFilter');
  await tree.reveal(key, { focus: true });
}

/** A key, the keys of a lens, or a row of the tickets tree. */
async function keyOf(argument: unknown, model: Reader): Promise<string | undefined> {
  if (typeof argument === 'string') return argument;
  if (Array.isArray(argument)) {
    const { findings } = await readNamed(model, argument);
    return [...findings.values()].sort(byUrgency)[0]?.key;
  }
  const key = (argument as { ticket?: { finding?: unknown } } | undefined)?.ticket?.finding;
  return typeof key === 'string' ? key : undefined;
}

/** Of the resource whose declaration contains the cursor, else of the nearest one in the file. */
async function underCursor(model: Reader): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const file = activeFile();
  if (!editor || file === undefined) return undefined;
  const findings = [...(await model.search('template', { file })).findings.values()];
  const [here] = findingsAt(findings, { file, line: editor.selection.active.line, lines: editor.document });
  return (here ?? inActiveFile(findings)[0])?.key;
}

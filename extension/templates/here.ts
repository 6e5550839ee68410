import { commands, l10n, Uri, window } from 'vscode';
import { clientCommands } from '#protocol/client-commands.ts';
import { listMarkedResources } from '#protocol/editor.ts';
import type { Connected } from '../daemon/connected.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { showError } from '../tools/show-error.ts';
import { chosenFiles } from './chosen-files.ts';
import { keysAt } from './keys-at.ts';
import type { MarkedFiles } from './marked-files.ts';

/** The commands of the menus of a file, and the commands that they run with the findings there. */
const commandsHere = {
  'guardrail.here.review': clientCommands.reviewFinding,
  'guardrail.here.open': clientCommands.openFinding,
  'guardrail.here.ticket': clientCommands.openTicket,
} as const;

/**
 * Registers the commands of the menus in the editor and the explorer: they are about the resource under the cursor or, outside of
 * one, about the whole file. In the explorer they are about all selected files and folders.
 */
export function registerHere(
  lifetime: DisposableStore,
  connection: DaemonConnection,
  marked: Pick<MarkedFiles, 'all'>,
): void {
  for (const [name, command] of Object.entries(commandsHere))
    lifetime.add(
      commands.registerCommand(name, async (target: unknown, selected: unknown) => {
        try {
          const keys = await findingsAt(connection.require(), target, {
            selected: Array.isArray(selected) ? selected.filter((each) => each instanceof Uri) : undefined,
            marked: marked.all,
          });
          if (keys.length > 0) await commands.executeCommand(command, keys.length === 1 ? keys[0] : keys);
          else
            void window.showInformationMessage(
              l10n.t(
                'No finding is linked to this file. Open a template that declares a resource with findings.',
              ),
            );
        } catch (error) {
          void showError(error);
        }
      }),
    );
}

interface Chosen {
  /** The rows that are selected in the explorer; absent in an editor. */
  readonly selected: readonly Uri[] | undefined;
  /** The files with findings. */
  readonly marked: readonly Uri[];
}

async function findingsAt(
  daemon: Connected,
  target: unknown,
  { selected, marked }: Chosen,
): Promise<string[]> {
  const editor = window.activeTextEditor;
  const uri = target instanceof Uri ? target : editor?.document.uri;
  if (!uri) return [];
  const isActive = editor?.document.uri.toString() === uri.toString();
  const line = selected === undefined && isActive ? editor.selection.active.line : undefined;
  const files = await Promise.all(
    chosenFiles(uri, selected ?? [], marked).map((file) =>
      daemon.request(listMarkedResources, { uri: file.toString() }),
    ),
  );
  return [...new Set(files.flatMap(({ resources }) => keysAt(resources, line)))];
}

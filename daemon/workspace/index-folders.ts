import type { TemplateIndex } from '../domain/linking/index/template-index.ts';
import { Library } from './worker/thread/library.ts';

/**
 * Reads every template below the folders and ignores `.gitignore`.
 * @throws the signal's reason once it is aborted.
 */
export async function indexFolders(
  folders: readonly string[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<TemplateIndex> {
  signal?.throwIfAborted();
  const library = new Library();
  const workspace = library.open(folders.map((path) => ({ path, exclude: [], everything: true })));
  signal?.addEventListener('abort', () => library.cancel(workspace), { once: true });
  await library.idle();
  signal?.throwIfAborted();
  return workspace.index;
}

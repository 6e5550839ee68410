import path from 'node:path';
import { isDeploymentFile, readDeployments } from '../../../../daemon/domain/deployments/read-deployments.ts';
import { readerOf } from '../../../../daemon/workspace/read/template-reader.ts';

const root = path.resolve('/ws');

/** Reads a file as the worker does. Returns the number of look-ups of other files. */
export async function readHostile(files: Readonly<Record<string, string>>): Promise<number> {
  const texts = new Map(Object.entries(files).map(([name, text]) => [path.join(root, name), text]));
  const [[file = '', text = ''] = []] = texts;
  let lookups = 0;
  const look = <Found>(found: Found) => {
    lookups++;
    return Promise.resolve(found);
  };
  const otherFiles = {
    read: (asked: string) => look(texts.get(asked)),
    exists: (asked: string) => look(texts.has(asked)),
  };
  if (isDeploymentFile(file)) await readDeployments(file, text, otherFiles, root);
  if (/\.(ya?ml|json|template)$/.test(file)) readerOf(file).read(file, text);
  return lookups;
}

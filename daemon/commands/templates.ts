import path from 'node:path';
import { printable, printableJson } from '../base/printable.ts';
import type { TemplateFile, TemplateResource } from '../domain/templates/template.ts';
import { sayNote } from '../server/texts/say.ts';
import { indexFolders } from '../workspace/index-folders.ts';
import type { Command } from './command.ts';
import { requireFolder } from './require-folder.ts';

export const templatesCommand: Command = {
  name: 'templates',
  usage: 'DIR [--json]',
  options: { json: { type: 'boolean' } },
  words: [1, 1],
  async run({ locale }, { words, options, out, signal }) {
    const folder = path.resolve(words[0] ?? '.');
    requireFolder(folder);
    const index = await indexFolders([folder], { signal });
    const files = [...index.files.values()]
      .filter(({ isService }) => !isService)
      .map((file) => ({ ...file, path: path.relative(folder, file.path).split(path.sep).join('/') }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    if (options.json) out.write(`${printableJson(files.map(reported), 0)}\n`);
    else {
      for (const file of files) {
        const ids = [...file.resources, ...(file.loops ?? [])].map(({ id }) => id).join(' ');
        out.write(`${printable(`${file.path}: ${file.error ? sayNote(file.error, locale) : ids}`)}\n`);
      }
    }
    return 0;
  },
};

/** Returns only positions, names and types. The other values of a template are not shown. */
function reported({ resources, loops, hash: _hash, defaults: _defaults, error, ...file }: TemplateFile) {
  return {
    ...file,
    ...(error && { error: sayNote(error, 'en') }),
    resources: resources.map(placed),
    ...(loops && { loops: loops.map(placed) }),
  };
}

function placed({ literals: _literals, patterns: _patterns, ...resource }: TemplateResource) {
  return resource;
}

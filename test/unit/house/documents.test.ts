import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const documents = globSync(['*.md', '{docs,extension,.github}/**/*.md'], { cwd: root }).sort();
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('documents', () => {
  it('are found', () => {
    expect(documents).toEqual(
      expect.arrayContaining([
        'README.md',
        'README.ja.md',
        'SECURITY.md',
        'docs/guide/ja/getting-started.md',
      ]),
    );
  });

  it.each(documents)('%s links to files and headings that exist', (document) => {
    expect(brokenLinks(document, read(document))).toEqual([]);
  });

  it('name the page’s commands as the command palette does', () => {
    const english = titlesOf('package.nls.json');
    const japanese = titlesOf('package.nls.ja.json');
    const unknown = documents.flatMap((document) =>
      [...read(document).matchAll(/\*\*Guardrail: ([^*]+)\*\*/g)].flatMap(([, written = '']) => {
        const title = written.replace(/\s+/g, ' ');
        const isSetting = title === 'Team';
        return isSetting || english.has(title) || japanese.has(title) ? [] : [`${document}: ${title}`];
      }),
    );
    expect(unknown).toEqual([]);
  });

  it.each(documents)('%s names files and folders that exist', (document) => {
    expect(missingPaths(read(document))).toEqual([]);
  });

  it('are checked for names of missing files', () => {
    expect(
      missingPaths('`daemon/main.ts`, `daemon/nowhere/`, `test/unit/none.test.ts`, `jira/cloud/`'),
    ).toEqual(['daemon/nowhere/', 'test/unit/none.test.ts']);
  });

  it('the map names every room of the daemon and of the tests', () => {
    const map = read('ARCHITECTURE.md');
    const rooms = globSync(
      ['daemon/*/', 'daemon/server/*/', 'daemon/domain/*/', 'daemon/domain/tickets/*/', 'test/*/'],
      {
        cwd: root,
      },
    ).map((room) => path.basename(room));
    expect(rooms.length).toBeGreaterThan(20);
    expect(rooms.filter((room) => !new RegExp(`\\b${room}\\b`).test(map))).toEqual([]);
  });

  it('are checked for broken links', () => {
    expect(
      brokenLinks('README.md', '[a](docs/none.md) [b](README.md#nowhere) [c](https://example.com)'),
    ).toEqual(['docs/none.md', 'README.md#nowhere']);
  });

  it('the page inside VS Code has its own pictures and no link to a file', () => {
    const page = read('extension/README.md');
    const links = [...page.matchAll(/(!?)\[[^\]]*\]\(([^)]+)\)/g)];
    const pictures = links.filter(([, mark]) => mark === '!').map(([, , target = '']) => target);
    expect(pictures.length).toBeGreaterThan(2);
    // The build inserts these into the page; VS Code loads pictures only from `data:` and `https:`.
    expect(pictures.filter((target) => !/^\.\.\/docs\/images\/[\w-]+\.png$/.test(target))).toEqual([]);
    const others = links.filter(([, mark]) => mark !== '!').map(([, , target = '']) => target);
    expect(others.filter((target) => !target.startsWith('https:'))).toEqual([]);
  });
});

function titlesOf(file: string): Set<string> {
  return new Set(Object.values(JSON.parse(read(file)) as Record<string, string>));
}

function brokenLinks(document: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:|command:)/.test(target))
    .filter((target) => {
      const [file = '', heading] = target.split('#');
      const there = path.resolve(root, path.dirname(document), file || path.basename(document));
      if (!existsSync(there)) return true;
      return heading !== undefined && !headingsOf(readFileSync(there, 'utf8')).includes(heading);
    });
}

/** Returns the paths between backticks that begin with a room of this repository and do not exist. */
function missingPaths(text: string): string[] {
  return [...text.matchAll(/`((?:daemon|extension|webview|test|docs|l10n)\/[\w./-]+)`/g)]
    .map(([, named = '']) => named)
    .filter((named) => !existsSync(path.join(root, named)));
}

/** Returns the anchor that GitHub and VS Code make from a heading. */
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

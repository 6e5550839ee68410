import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const texts = new Map(
  globSync(['*.{ts,md,json}', '{daemon,extension,webview,test,docs,l10n,.github}/**/*.{ts,md,json,css}'], {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|workspace-lock|package-lock\.json|words\.test\.ts)$/.test(name),
  })
    .filter((file) => !file.startsWith('test/workspace/'))
    .sort()
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);

/** Words that cost a reader whose first language is another one, each with what to write instead. */
const denied: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\b(mend|mends|mended|mending)\b/i, 'fix'],
  [/\bput right\b/i, 'fix'],
  [/\b(anew|once more)\b/i, 'again'],
  [/\b(somebody|anybody|nobody|everybody|whoever|whomever)\b/i, 'the user, the caller, another process'],
  [/\bstrangers?\b/i, 'unauthenticated client, another process, other teams'],
  [/\bword for word\b/i, 'identical'],
  [/\b(is|are|was|were|be|been|being) told\b/i, 'is notified, is asked, receives'],
  [/\b(tells|told) of\b/i, 'reports'],
  [/\bin vain\b/i, 'without effect'],
  [/\bdoors?\b/i, 'listener, interface, boundary'],
  [/\bpatience\b|[pP]atience/, 'timeout'],
  [/\bon its way\b/i, 'in progress'],
  [/\bby and by\b|\bhenceforth\b|\bthereby\b|\bwherever it\b/i, 'plain words'],
  [
    /\/\*\* (Answers|Tells|What|Whoever|Nothing) |^ \* (Answers|Tells|What|Whoever|Nothing) /m,
    'Returns, Yields, Reports',
  ],
  [/\b(told|tells)\b/i, 'reports, says, notifies'],
  [/\b(is|are|was|were) none\b/i, 'is not a, is no'],
  [/\bnothing where\b|\bwhere (there|nothing|none|nobody)\b/i, 'if'],
  [/\bbeside\b/i, 'next to, in addition to'],
  [/\bbehind\b/i, 'after, in front of'],
  [/\bmeanwhile\b/i, 'in between, since then'],
  [/\b(likewise|whichever|lest|all the same)\b/i, 'also, each, so that … not, still'],
  [/\bway in\b|\bin the way of\b/i, 'strategy; prevents'],
  // A misspelt verb in Japanese.
  [/読み込[るりれっ]/, '読み込む, 読み込み, 読み込め, 読み込ん'],
];

describe('plain English', () => {
  it('uses no word that the deny list names', () => {
    expect(deniedWords(texts)).toEqual([]);
    expect(deniedWords(new Map([['a.ts', '/** Reads it anew. */']]))).toEqual([
      'a.ts:1: “anew”: write again',
    ]);
  });

  it('names the unit of a number in its constant', () => {
    expect(unitless(texts)).toEqual([]);
    expect(unitless(new Map([['daemon/a.ts', 'const patience = 10_000;']]))).toEqual([
      'daemon/a.ts: patience',
    ]);
  });

  it('has sentences in several languages only in the text catalogues', () => {
    expect(bilingual(texts)).toEqual([]);
    expect(bilingual(new Map([['daemon/a.ts', "const a = { en: 'A', ja: 'あ' };"]]))).toEqual([
      'daemon/a.ts',
    ]);
  });
});

function deniedWords(texts: ReadonlyMap<string, string>): string[] {
  return [...texts].flatMap(([file, text]) => {
    return text.split('\n').flatMap((line, index) =>
      denied.flatMap(([word, instead]) => {
        const found = word.exec(line)?.[0];
        return found === undefined ? [] : [`${file}:${index + 1}: “${found.trim()}”: write ${instead}`];
      }),
    );
  });
}

/** Numbers that say how long, how large or how many: the end of their name is the unit, or they begin with a bound. */
const unit =
  /(Ms|Seconds|Minutes|Hours|Days|Bytes|Characters|Units|Count|Depth|Px|Columns|Lines|Rows|Pages|Percent|Share|Ratio|Version|Code|Status|Port|Times|Keys|Files|Items|Tickets|Accounts|Regions|Levels|Words|Names|Folders|Calls|Attempts|Factor|Index|Seed)$/;

function unitless(texts: ReadonlyMap<string, string>): string[] {
  return [...texts].flatMap(([file, text]) => {
    if (!/^(daemon|extension|webview)\//.test(file)) return [];
    return [
      ...text.matchAll(/^(?:export )?const (\w+)(?:: number)? = [\d_.]+(?:e\d+)?(?: [*+/-] [\d_.]+)*;/gm),
    ].flatMap(([, name = '']) =>
      unit.test(name) || /^(max|min)[A-Z]\w*s$/.test(name) ? [] : [`${file}: ${name}`],
    );
  });
}

function bilingual(texts: ReadonlyMap<string, string>): string[] {
  return [...texts]
    .filter(([file]) => /^(daemon|extension|webview)\/.*\.ts$/.test(file) && !isCatalogue(file))
    .filter(([, text]) =>
      /[\u3040-\u30ff\u4e00-\u9fff]|\bja: ['"`(]/.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')),
    )
    .map(([file]) => file);
}

/** Rules carry their title and remedy; names of Jira, AWS and secrets are recognised, and sample data is invented: neither is said. */
function isCatalogue(file: string): boolean {
  return /^daemon\/(server\/texts\/|domain\/rules\/catalogue\/|domain\/tickets\/(state|review-words|matching\/recognised-names|evidence\/secret-words|filing\/site-names)\.ts|sandbox\/)/.test(
    file,
  );
}

import type { FindingView } from '#protocol/findings.ts';
import type { ListEntry } from './list-entry.ts';

/** Facts that a person reads in a row or a group, and that no finding has. */
export interface SearchFacts {
  /** Returns the name of an account of the team. */
  readonly accountName: (account: string) => string | undefined;
  /** Returns a file's path as a row shows it: below the folder of the window that has it. @param file An absolute path. */
  readonly pathIn: (file: string) => string;
}

/** The texts of a list of findings, one after the other: to search one long text takes half the time of many short ones. */
interface SearchTexts {
  readonly text: string;
  /** Where the text of each finding begins, and where the last one ends. */
  readonly starts: Uint32Array;
}

/** Made at the first use: most windows never search. */
const made = new WeakMap<readonly ListEntry[], SearchTexts>();

/**
 * Returns for each finding 1 if its text has all words, else 0.
 * @param words In lower case, without white space.
 */
export function findWords(
  entries: readonly ListEntry[],
  words: readonly string[],
  facts: SearchFacts,
): Uint8Array {
  const { text, starts } = textsOf(entries, facts);
  let found = new Uint8Array(entries.length).fill(1);
  for (const word of words) {
    const before = found;
    found = new Uint8Array(entries.length);
    let entry = 0;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, starts[entry])) {
      // No word is in two texts: each ends with a line break.
      while ((starts[entry + 1] ?? Number.POSITIVE_INFINITY) <= at) entry++;
      found[entry] = before[entry] ?? 0;
      entry++;
    }
  }
  return found;
}

function textsOf(entries: readonly ListEntry[], facts: SearchFacts): SearchTexts {
  const known = made.get(entries);
  if (known) return known;
  const starts = new Uint32Array(entries.length + 1);
  const parts = entries.map(({ finding }, index) => {
    const part = searchText(finding, facts);
    starts[index + 1] = (starts[index] ?? 0) + part.length;
    return part;
  });
  const texts = { text: parts.join(''), starts };
  made.set(entries, texts);
  return texts;
}

/**
 * Returns everything that a text filter looks at, in lower case: what rows and groups show, and identifiers. One template: a list of
 * parts needs four times the time, which a person feels with 100,000 findings.
 */
function searchText(finding: FindingView, { accountName, pathIn }: SearchFacts): string {
  const {
    key,
    title,
    short = '',
    rule,
    ruleIdentifier = '',
    account,
    region,
    resource,
    ticket,
    link,
  } = finding;
  const { type, id, name = '', arn = '' } = resource;
  const { key: ticketKey = '', assignee = '' } = ticket ?? {};
  const { file, logicalId = '' } = link?.place ?? {};
  const path = file === undefined ? '' : pathIn(file);
  const paths = link?.candidates?.map((candidate) => pathIn(candidate.file)).join('\n') ?? '';
  const owner = accountName(account) ?? '';
  return `${key}\n${title}\n${short}\n${rule}\n${ruleIdentifier}\n${account}\n${owner}\n${region}\n${type}\n${id}\n${name}\n${arn}\n${ticketKey}\n${assignee}\n${path}\n${logicalId}\n${paths}\n`.toLowerCase();
}

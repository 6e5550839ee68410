import type { Locale } from '../../base/text.ts';
import type { Note } from '../../domain/problems/note.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import { en } from './en/index.ts';
import { ja } from './ja/index.ts';
import type { ProblemText, Texts } from './texts.ts';

const languages: Readonly<Record<Locale, Texts>> = { en, ja };

export function textsOf(locale: Locale): Texts {
  return languages[locale];
}

/** Returns the same text in every language. */
export function inEveryLanguage(pick: (texts: Texts) => string): Readonly<Record<Locale, string>> {
  return { en: pick(en), ja: pick(ja) };
}

/**
 * A problem in one line: what happened, then the next step. Words of others in it stay words: an editor's notification
 * would make `[text](command:…)` a link that runs a command.
 */
export function sayProblem(
  problem: Pick<Problem, 'code' | 'facts'> & Partial<Problem>,
  locale: Locale,
): string {
  const { what, next } =
    problem.hasTexts && problem.what && problem.next
      ? { what: problem.what[locale], next: problem.next[locale] }
      : problemText(problem.code, problem.facts, locale);
  return oneLine(`${what}${locale === 'ja' ? '' : ' '}${next}`);
}

/** A note in one line. */
export function sayNote(note: Note, locale: Locale): string {
  const { code, facts = {} } = note;
  if (code === undefined) return oneLine(note[locale]);
  const { notes, problems } = textsOf(locale);
  if (Object.hasOwn(problems, code)) return sayProblem({ code, facts }, locale);
  const sayNested = (nested: Note) => sayNote(nested, locale);
  return oneLine((notes as unknown as AnyNoteTexts)[code]?.(facts, sayNested) ?? code);
}

type AnyNoteTexts = Readonly<Record<string, (facts: object, say: (note: Note) => string) => string>>;

function problemText(code: string, facts: object, locale: Locale): ProblemText {
  const problems = textsOf(locale).problems as unknown as Record<string, (facts: object) => ProblemText>;
  // A store may hold the code of another version.
  return problems[code]?.(facts) ?? { what: code, next: '' };
}

function oneLine(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .join(' ')
    .trim()
    .replaceAll('](', '] (');
}

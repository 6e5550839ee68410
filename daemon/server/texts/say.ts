import { type Locale, textIn } from '../../base/text.ts';
import type { Note, StoredNote } from '../../domain/problems/note.ts';
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
 * Returns a problem in one line: what happened, then the next step. Text from AWS, Jira or a repository stays text: an
 * editor's notification would make `[text](command:…)` a link that runs a command.
 */
export function sayProblem({ code, facts }: Note, locale: Locale): string {
  const { what, next } = problemText(code, facts, locale);
  return oneLine(`${what}${locale === 'ja' ? '' : ' '}${next}`);
}

/** Returns a note in one line. */
export function sayNote(note: StoredNote, locale: Locale): string {
  if (!('code' in note)) return oneLine(textIn(note, locale));
  const { code, facts } = note;
  const { notes, problems } = textsOf(locale);
  if (Object.hasOwn(problems, code)) return sayProblem(note, locale);
  const sayNested = (nested: Note) => sayNote(nested, locale);
  return oneLine((notes as unknown as AnyNoteTexts)[code]?.(facts, sayNested) ?? code);
}

type AnyNoteTexts = Readonly<Record<string, (facts: object, say: (note: Note) => string) => string>>;

function problemText(code: string, facts: object, locale: Locale): ProblemText {
  const problems = textsOf(locale).problems as unknown as Record<string, (facts: object) => ProblemText>;
  // A store may contain the code of another version.
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

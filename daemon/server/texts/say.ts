import { type Locale, textIn } from '../../base/text.ts';
import type { Note, StoredNote } from '../../domain/problems/note.ts';
import { en } from './en/index.ts';
import { ja } from './ja/index.ts';
import type { Occasion, ProblemText, RetryTexts, Texts } from './texts.ts';

const languages: Readonly<Record<Locale, Texts>> = { en, ja };

export function textsOf(locale: Locale): Texts {
  return languages[locale];
}

/** Returns the same text in every language. */
export function inEveryLanguage<Said>(pick: (texts: Texts) => Said): Readonly<Record<Locale, Said>> {
  return { en: pick(en), ja: pick(ja) };
}

/**
 * Returns a problem in one line: what happened, then the next step. Text from AWS, Jira or a repository stays text: an
 * editor's notification would make `[text](command:…)` a link that runs a command. Never throws, like `sayNote`.
 */
export function sayProblem({ code, facts }: Note, locale: Locale, occasion: Occasion = 'background'): string {
  return withoutError(code, locale, () => problemLine(code, facts, locale, occasion));
}

/**
 * Returns a note in one line. A store may contain a code or facts of another version: for these, returns a sentence that
 * names the code, because an error here would end the news of every window.
 */
export function sayNote(note: StoredNote, locale: Locale, occasion: Occasion = 'background'): string {
  if (!('code' in note)) return withoutError('text', locale, () => oneLine(textIn(note, locale)));
  const { code, facts } = note;
  const texts = textsOf(locale);
  const notes = texts.notes as unknown as AnyNoteTexts;
  if (!Object.hasOwn(notes, code)) return sayProblem(note, locale, occasion);
  const sayNested = (nested: Note) => sayNote(nested, locale, occasion);
  return withoutError(code, locale, () => oneLine(notes[code]?.(facts, sayNested) ?? ''));
}

type AnyNoteTexts = Readonly<Record<string, (facts: object, say: (note: Note) => string) => string>>;

function withoutError(code: string, locale: Locale, say: () => string): string {
  try {
    return say();
  } catch {
    return joined(textsOf(locale).unknownNote(code), locale);
  }
}

function problemLine(code: string, facts: object, locale: Locale, occasion: Occasion): string {
  const texts = textsOf(locale);
  const problems = texts.problems as unknown as Record<
    string,
    (facts: object, retry: RetryTexts) => ProblemText
  >;
  const say = Object.hasOwn(problems, code) ? problems[code] : undefined;
  return joined(say?.(facts, texts.retry[occasion]) ?? texts.unknownNote(code), locale);
}

function joined({ what, next }: ProblemText, locale: Locale): string {
  return oneLine(`${what}${locale === 'ja' ? '' : ' '}${next}`);
}

function oneLine(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .join(' ')
    .trim()
    .replaceAll('](', '] (');
}

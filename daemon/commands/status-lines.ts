import type { Status } from '#protocol/status.ts';
import { printableLine } from '../base/printable.ts';
import type { Locale } from '../base/text.ts';
import { Problem } from '../domain/problems/problem.ts';
import { causeLines, causesOf } from '../server/views/group-reasons.ts';
import { ageOf } from './time-ago.ts';

/** Distinct reasons that are worth a line each. */
const mostReasons = 3;

/**
 * How far an answer can be trusted: its age, what is missing and why. Zero is not "clean" unless all was read.
 * @param counted `43 findings`
 */
export function trustLines(status: Status, counted: string, locale: Locale): string {
  return [counted, ...ageLines(status, locale), ...status.notes, ...doubtLines(status, locale)]
    .map((line) => `${printableLine(line)}\n`)
    .join('');
}

/** What a program that reads the answer alone would miss; empty where all was read. */
export function doubts(status: Status, locale: Locale): string {
  return doubtLines(status, locale)
    .map((line) => `${printableLine(line)}\n`)
    .join('');
}

/** @throws Problem where there is no team to answer for: an empty list would look like good news. */
export function requireTeam({ configured, problems: [first] }: Status): void {
  if (configured || !first) return;
  throw new Problem(first.code, { en: first.text, ja: first.text }, { en: '', ja: '' });
}

function ageLines({ lastSync, ticketsRead }: Status, locale: Locale): string[] {
  const line = (name: string, at: string) => {
    const when = `${ageOf(at, locale)} (${at.slice(0, 16).replace('T', ' ')} UTC)`;
    return { en: `${name} read ${when}`, ja: `${name} の読み込み: ${when}` }[locale];
  };
  return [
    ...(lastSync === undefined ? [] : [line('AWS', lastSync)]),
    ...(ticketsRead === undefined ? [] : [line('Jira', ticketsRead)]),
  ];
}

function doubtLines({ lastSync, failed, problems, templates }: Status, locale: Locale): string[] {
  const ja = locale === 'ja';
  const lines: string[] = [];
  if (lastSync === undefined) {
    lines.push(
      ja
        ? 'まだ AWS を読み込んでいません。"guardrail sync" を実行してください。'
        : 'AWS was not read yet. Run "guardrail sync".',
    );
  }
  if (failed.length > 0) {
    const places = failed.length === 1 ? '1 place' : `${failed.length} places`;
    lines.push(
      ja
        ? `読み込めなかった箇所が ${failed.length} 件あり、これがすべてとは限りません:`
        : `${places} could not be read, so this may not be all:`,
    );
    const causes = causesOf(failed, ({ problem }) => problem);
    lines.push(...causeLines(causes.slice(0, mostReasons), locale).map((line) => `  ${line}`));
  }
  if (templates.state !== 'read') {
    lines.push(
      ja
        ? 'すべてのテンプレートを読み込めていないため、紐づけが足りないことがあります。'
        : 'Not all templates were read, so links may be missing.',
    );
  }
  const said = new Set(failed.map(({ problem }) => problem));
  return [...lines, ...problems.map(({ text }) => text).filter((text) => !said.has(text))];
}

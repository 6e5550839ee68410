import type { StepView } from '#protocol/pending-review.ts';
import type { KeptReview } from '#protocol/reviews.ts';
import { wrapped } from '../base/wrapped.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';

/**
 * Returns each action that Jira has not confirmed: a line with what it is, and below it its page, both sides, its steps, why it is
 * not confirmed, and what to type next.
 * @param columns The width of the terminal. Absent for pipes: no line is broken.
 */
export function keptReviewLines(
  reviews: readonly KeptReview[],
  texts: TerminalTexts,
  columns?: number,
): string {
  if (reviews.length === 0) return `${texts.reviews.none}\n`;
  const ofOne = Map.groupBy(reviews, ({ ticket, site }) => `${ticket} ${site}`);
  const isOnly = ({ ticket, site }: KeptReview) => ofOne.get(`${ticket} ${site}`)?.length === 1;
  return reviews
    .flatMap((review) => [
      ...wrapped(headOf(review, texts), { columns, indent: 0, hanging: 4 }),
      ...linesOf(review, isOnly(review), texts).flatMap((line) =>
        wrapped(line, { columns, indent: 2, hanging: 4 }),
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

function headOf(
  { ticket, state, kind, outcome, due, createdAt }: KeptReview,
  { tables }: TerminalTexts,
): string {
  return [
    ticket,
    tables.pending[state](kind),
    ...(outcome === undefined ? [] : [tables.outcome[outcome]]),
    ...(due === undefined ? [] : [due]),
    minuteOf(createdAt),
  ].join('  ');
}

function linesOf(review: KeptReview, isOnly: boolean, { reviews }: TerminalTexts): string[] {
  const { url, site, current, shown, moved, reason, found, steps = [], note } = review;
  return [
    url || site,
    ...(reason === '' ? [] : [reviews.reason(reason)]),
    ...(found
      ? [reviews.found({ ...found, at: minuteOf(found.edited?.at ?? found.movedAt ?? found.updated) })]
      : []),
    ...(steps.length > 0 ? [reviews.steps(steps.map((step) => stepOf(step, reviews.step)))] : []),
    ...(moved ? [reviews.moved] : []),
    ...(current ? (shown ? [] : [reviews.notListed]) : [reviews.otherSite]),
    ...(note === undefined ? [] : [note]),
    nextOf(review, isOnly, reviews),
  ];
}

function stepOf({ step, at }: StepView, words: TerminalTexts['reviews']['step']): string {
  return `${words[step]} ${minuteOf(at)}`;
}

/** Returns the commands that can succeed now. @param isOnly Whether the ticket has no other action on its site. */
function nextOf(
  { id, ticket, state, current, site, resolutions = [] }: KeptReview,
  isOnly: boolean,
  texts: TerminalTexts['reviews'],
): string {
  const name = isOnly ? ticket : `${ticket} --action ${id}`;
  if (!current) return texts.withdraw(`${name} --site ${site}`);
  return state === 'conflict' ? texts.resolve(name, resolutions) : texts.withdraw(name);
}

export function minuteOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

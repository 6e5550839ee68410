import { type Decision, type Outcome, outcomes } from '#protocol/pending-review.ts';
import { maxReasonCharacters } from '#protocol/review-reason.ts';
import type { Review } from './actions/action.ts';
import type { WriteComment } from './actions/action-comment.ts';
import { maxPatchLines } from './evidence/template-patch.ts';
import type { TicketComment } from './ticket.ts';

/** A developer's review as Jira has it: Guardrail's own comment. */
export interface GivenReview {
  readonly outcome: Outcome;
  /** Of `intended`: the last day on which it is, `2027-01-31`. */
  readonly until?: string;
  /** Of `not-ours`: the team whose work it is. */
  readonly team?: string;
  /** Plain text, at most 2,000 characters. A longer one is cut off. */
  readonly reason: string;
  /** Lines that Guardrail wrote below the reason: the finding, its place in a template, branch and commit. */
  readonly evidence: readonly string[];
  /** The changes of the template that the developer attached, as lines of a diff. */
  readonly patch?: readonly string[];
  /** When it was written, ISO 8601. */
  readonly at: string;
  /** The display name of its author, as the site reports it. */
  readonly by?: string;
}

/** The reviewer's answer that gave a ticket back to its developer. */
export interface SentBack {
  /** Plain text, at most 2,000 characters. A longer one is cut off. */
  readonly reason: string;
  /** When it was written, ISO 8601. */
  readonly at: string;
  /** The display name of its author, as the site reports it. */
  readonly by?: string;
}

/** The last word of a ticket's comments about its review. Empty: there is no review by Guardrail, or it was approved. */
export interface ReviewExchange {
  /** Waits for an answer. */
  readonly review?: GivenReview;
  /** The answer to the last review. */
  readonly sentBack?: SentBack;
}

/** More lines than Guardrail writes. */
const maxEvidenceLines = 20;

/**
 * Returns the review that a ticket waits for an answer to, or the answer that sent it back: the newest comment whose first line
 * is the title of a review or decision, in any language.
 * @param comments The newest first.
 */
export function findReviewExchange(comments: readonly TicketComment[], write: WriteComment): ReviewExchange {
  const [last] = actsIn(comments, write);
  switch (last?.kind) {
    case 'review':
      return { review: last.review };
    case 'send-back':
      return { sentBack: last.answer };
    default:
      return {};
  }
}

/** A review, or an answer to one, as Guardrail wrote it into a ticket. */
export type CommentedAct =
  | { readonly kind: 'review'; readonly review: GivenReview }
  | { readonly kind: Decision; readonly answer: SentBack };

/** Yields the acts that comments report, in the order of the comments. A comment of another form is left out. */
export function* actsIn(comments: readonly TicketComment[], write: WriteComment): Generator<CommentedAct> {
  const titles = titlesOf(write);
  const { labels, changes } = evidenceLabels(write);
  for (const { text, at, by } of comments) {
    const [title = '', ...written] = text.split('\n');
    const body = written.map((line) => line.trim());
    const said = titles.map((read) => read(title.trim())).find((known) => known !== undefined);
    if (said === undefined) continue;
    const author = { at, ...(by !== undefined && { by }) };
    if (typeof said === 'string') {
      yield { kind: said, answer: { reason: reasonOf(body), ...author } };
      continue;
    }
    const start = evidenceStart(body, labels);
    const evidence = body.slice(start, start + maxEvidenceLines);
    const end = start - Math.min(start, patchLines(evidence, changes));
    const patch = written.slice(end, start);
    const review: GivenReview = {
      ...said,
      reason: reasonOf(body.slice(0, end)),
      evidence,
      ...(patch.length > 0 && { patch }),
      ...author,
    };
    yield { kind: 'review', review };
  }
}

function reasonOf(lines: readonly string[]): string {
  return [...lines.join('\n').trim()].slice(0, maxReasonCharacters).join('');
}

type Said = Pick<GivenReview, 'outcome' | 'until' | 'team'>;
type ReadTitle = (title: string) => Said | Decision | undefined;

const base = { id: '', ticket: '', reason: '', createdAt: '' };
/** No title has it, so it shows where a title has its variable part. */
const variable = '\u0001';

/** Returns a reader for each first line of Guardrail's comments, in every language. */
function titlesOf(write: WriteComment): ReadTitle[] {
  const reviews: readonly Omit<Review, keyof typeof base>[] = [
    ...outcomes.map((outcome) => ({ kind: 'review' as const, outcome })),
    { kind: 'review', outcome: 'intended', until: variable },
    { kind: 'review', outcome: 'not-ours', team: variable },
  ];
  const ofReviews = reviews.flatMap(({ until, team, ...review }) =>
    titlesIn(
      write({ ...base, ...review, ...(until && { until }), ...(team && { team }) }),
      (filled): Said => ({
        outcome: review.outcome,
        ...(until && { until: filled }),
        ...(team && { team: filled }),
      }),
    ),
  );
  const ofDecisions = (['approve', 'send-back'] as const).flatMap((kind) =>
    titlesIn(write({ ...base, kind }), () => kind),
  );
  return [...ofReviews, ...ofDecisions];
}

function titlesIn(texts: ReturnType<WriteComment>, said: (filled: string) => Said | Decision): ReadTitle[] {
  return Object.values(texts).map(({ title }) => {
    const [start = '', end] = title.split(variable);
    return (line) => {
      if (end === undefined) return line === title ? said('') : undefined;
      const filled = line.slice(start.length, line.length - end.length).trim();
      return line.startsWith(start) && line.endsWith(end) && filled !== '' ? said(filled) : undefined;
    };
  });
}

/**
 * Returns what the lines of evidence begin with in each language, in their order: the text before their first colon. The
 * page of a template is a line of its own, which begins with `https`.
 */
function evidenceLabels(write: WriteComment): {
  readonly labels: string[][];
  /** The beginnings of the line about the attached changes. */
  readonly changes: ReadonlySet<string>;
} {
  const finding = {
    ...({ source: 'config', rule: '-', resourceType: '-', resource: '-' } as const),
    ...({ account: '-', region: '-', state: 'failing' } as const),
  };
  const template = {
    ...({ file: '-', line: 1, logicalId: '-', confidence: 'certain', page: 'https://-' } as const),
    deployment: { stack: '-', isSame: true },
  };
  const patch = { file: '-', base: '-', text: '', lines: 1, added: 1, removed: 1, hidden: 0, isCut: false };
  const evidence = { finding, template, change: { branch: '-', commit: '-' }, patch };
  const texts = write({ ...base, kind: 'review', outcome: 'fixed', evidence });
  const labels = Object.values(texts).map(({ facts }) =>
    facts.flatMap((fact) => fact.split('\n')).map(labelOf),
  );
  return { labels, changes: new Set(labels.map((each) => each.at(-1) ?? '')) };
}

/** Returns the number of lines of attached changes above the evidence, as its last line says. */
function patchLines(evidence: readonly string[], changes: ReadonlySet<string>): number {
  const last = evidence.at(-1) ?? '';
  return changes.has(labelOf(last)) ? Math.min(Number(/\d{1,6}/.exec(last)?.[0] ?? 0), maxPatchLines) : 0;
}

const labelOf = (line: string) => line.split(/[:：]/)[0] ?? '';

/**
 * Returns the index of the first line of evidence at the end of a comment. Evidence has its lines in one order and begins
 * with the finding, in every review. So a line of the reason that looks like evidence stays in the reason.
 */
function evidenceStart(lines: readonly string[], labelsOfLanguages: readonly (readonly string[])[]): number {
  for (const labels of labelsOfLanguages) {
    let next = labels.length;
    for (let index = lines.length - 1; index >= 0 && next > 0; index--) {
      next = labels.lastIndexOf(labelOf(lines[index] ?? ''), next - 1);
      if (next === 0) return index;
    }
  }
  return lines.length;
}

import type { UndoResult } from '#protocol/outbox.ts';

/** How an action ended for one ticket. */
export type Sent<Subject> =
  | { readonly subject: Subject; readonly end: 'done' | 'waiting'; readonly result: UndoResult }
  | { readonly subject: Subject; readonly end: 'failed'; readonly error: unknown }
  /** The user cancelled before it was sent. */
  | { readonly subject: Subject; readonly end: 'not-sent' };

export interface SendEach<Subject> {
  /** The most requests at once. The daemon sends the actions of one ticket in order by itself. */
  readonly limit: number;
  readonly isCancelled: () => boolean;
  readonly send: (subject: Subject) => PromiseLike<UndoResult>;
  /** Called after each result, with their number. */
  readonly onProgress: (sent: number) => void;
}

/** Sends an action for each ticket once. Resolves to one end for each, in the order of the subjects. Never rejects. */
export async function sendEach<Subject>(
  subjects: readonly Subject[],
  { limit, isCancelled, send, onProgress }: SendEach<Subject>,
): Promise<Sent<Subject>[]> {
  const ends: Sent<Subject>[] = [];
  let sent = 0;
  const waiting = subjects.entries();
  const worker = async () => {
    for (const [index, subject] of waiting) {
      ends[index] = isCancelled() ? { subject, end: 'not-sent' } : await sendOne(subject, send);
      onProgress(++sent);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, subjects.length) }, worker));
  return ends;
}

async function sendOne<Subject>(
  subject: Subject,
  send: (subject: Subject) => PromiseLike<UndoResult>,
): Promise<Sent<Subject>> {
  try {
    const result = await send(subject);
    return { subject, end: result.result === 'waiting' ? 'waiting' : 'done', result };
  } catch (error) {
    return { subject, end: 'failed', error };
  }
}

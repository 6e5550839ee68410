import { Problem } from '../../../problems/problem.ts';
import type { TicketChange, TicketSource } from '../../ticket.ts';
import type { EditedField } from '../action.ts';

type ChangeReader = Pick<TicketSource, 'readLastChange'>;

/** Resolves to the last change of a field; `undefined` also if the site cannot be asked now. */
export async function readLastChange(
  source: ChangeReader,
  ticket: string,
  field: EditedField,
  signal: AbortSignal,
): Promise<TicketChange | undefined> {
  try {
    return await source.readLastChange(ticket, field, signal);
  } catch (error) {
    // The name only completes the sentence, so a failure to read it is ignored.
    if (!(error instanceof Problem)) throw error;
    return undefined;
  }
}

/**
 * Resolves to whether a field changed after a time of the site's clock.
 * @throws Problem if the site cannot be asked: then it is not known.
 */
export async function wasChangedSince(
  time: string,
  field: EditedField,
  source: ChangeReader,
  ticket: string,
  signal: AbortSignal,
): Promise<boolean> {
  const last = await source.readLastChange(ticket, field, signal);
  return last !== undefined && Date.parse(last.at) > Date.parse(time);
}

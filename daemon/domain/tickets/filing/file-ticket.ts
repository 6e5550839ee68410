import { Problem } from '../../problems/problem.ts';
import type { LabelChange, TicketRecord } from '../ticket.ts';
import type { FilingProgress, QueuedFiling, TicketFiler } from './filing.ts';
import { filingUnsettled, filingWithdrawn } from './filing-problems.ts';

/** A new ticket is found by its label at most this long after Jira created it. Measured sites need seconds. */
export const maxSearchLagMs = 2 * 60_000;

/** Jira understood the request and did not process it. */
const undone = new Set([
  'jira-refused',
  'jira-access-denied',
  'jira-token-refused',
  'jira-captcha',
  'jira-throttled',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
  'jira-site-invalid',
]);
/** A ticket that exists is shown, whatever else Jira does not allow on it. */
const unimportant = new Set(['jira-refused', 'jira-access-denied', 'ticket-unknown']);

/** The site has no links to other pages. The label alone connects ticket and finding then. */
const unlinkable = new Set([...unimportant, 'jira-site-unavailable', 'jira-unexpected']);

export interface FileTicket {
  readonly jira: TicketFiler & {
    readTicket(key: string, signal: AbortSignal): Promise<TicketRecord>;
    changeLabels(key: string, change: LabelChange, signal: AbortSignal): Promise<void>;
  };
  /** Returns whether the filing is neither withdrawn nor replaced. */
  isQueued(): boolean;
  /** Writes the step to disk. */
  record(progress: FilingProgress): void;
  /** ms since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface FiledTicket {
  readonly ticket: TicketRecord;
  /** Another person had filed it. */
  readonly existed: boolean;
}

/**
 * Files one ticket. Tickets with the finding's label or link are looked up first. If the outcome of a request is unknown, they are
 * looked up again before another request, and not before the site's search had time to find the ticket.
 * @throws Problem of the step that failed; `filing-unsettled` while the outcome of a request is unknown.
 */
export async function fileTicket(filing: QueuedFiling, options: FileTicket): Promise<FiledTicket> {
  const { jira, record, now, signal } = options;
  const { label, link } = filing;
  let { sentAt } = filing;

  async function find(): Promise<{ key: string; existed: boolean }> {
    if (filing.step === 'created' && filing.ticket !== undefined)
      return { key: filing.ticket, existed: false };
    const [known] = await jira.findFiled(filing, signal);
    if (known !== undefined) return { key: known, existed: filing.step === 'queued' };
    const sentMs = filing.step === 'create-sent' ? Date.parse(sentAt ?? '') : Number.NaN;
    if (now() - sentMs < maxSearchLagMs) throw filingUnsettled(filing);
    return { key: await create(), existed: false };
  }

  async function create(): Promise<string> {
    if (!options.isQueued()) throw filingWithdrawn(filing);
    sentAt = new Date(now()).toISOString();
    record({ step: 'create-sent', sentAt });
    try {
      return await jira.createTicket(filing, signal);
    } catch (error) {
      const isUndone = error instanceof Problem && (undone.has(error.code) || error.details.unsent === true);
      if (isUndone) record({ step: 'queued' });
      throw error;
    }
  }

  const { key, existed } = await find();
  record({ step: 'created', ticket: key, ...(sentAt !== undefined && { sentAt }) });
  const ticket = await jira.readTicket(key, signal);
  if (!ticket.labels.includes(label))
    await unlessRefused(jira.changeLabels(key, { add: ['guardrail', label], remove: [] }, signal));
  if (link) await unlessRefused(jira.linkPage(key, link, signal), unlinkable);
  return { ticket: ticket.labels.includes(label) ? ticket : await jira.readTicket(key, signal), existed };
}

async function unlessRefused(work: Promise<void>, codes = unimportant): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Problem) || !codes.has(error.code)) throw error;
  }
}

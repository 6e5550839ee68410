import { findingLabels } from '../label.ts';
import type { RemoteLinks, TicketRecord } from '../ticket.ts';
import type { TextReading } from './read-ticket-text.ts';

/** A ticket, and what is known about its text. */
export interface ReadTicket {
  readonly record: TicketRecord;
  /** Guardrail's labels. */
  readonly labels: readonly string[];
  /** Guardrail's `globalId`s. */
  readonly globalIds: readonly string[];
  /** Its links to other pages. Absent: they were not read. */
  readonly remote?: RemoteLinks | undefined;
  /** Absent: its text was not compared. */
  reading?: TextReading | undefined;
  /** The reading is of an earlier text of the ticket. */
  isStale: boolean;
}

export function isSigned({ labels, globalIds }: ReadTicket): boolean {
  return labels.length > 0 || globalIds.length > 0;
}

/** Returns the signs that count: labels, or without any `globalId`s. */
export function strongestSigns({ labels, globalIds }: ReadTicket) {
  return labels.length > 0
    ? ({ match: 'label', signs: labels } as const)
    : ({ match: 'link', signs: globalIds } as const);
}

type LinksByKey = ReadonlyMap<string, RemoteLinks>;

const findingGlobalId = /^guardrail:[0-9a-f]{16}$/;
const noLinks: LinksByKey = new Map();
const none: readonly string[] = [];

/** Returns an equal list that has no room for more, and no memory of its own if it is empty. */
function exactly(list: readonly string[]): readonly string[] {
  return list.length === 0 ? none : [...list];
}

/** The tickets that were taken last, by key. A ticket whose text is unchanged keeps its reading. */
export function createReadTickets() {
  const byKey = new Map<string, ReadTicket>();
  let [lastRecords, lastLinks]: [readonly TicketRecord[], LinksByKey] = [[], noLinks];

  function takeOne(record: TicketRecord, remote: RemoteLinks | undefined): void {
    const known = byKey.get(record.key);
    const isLinkedAlike = known !== undefined && hasSameLinks(known.remote, remote);
    if (known && isLinkedAlike && known.record === record) return;
    const isSame = known && isLinkedAlike && hasSameText(known.record, record);
    const globalIds = exactly(remote?.globalIds.filter((id) => findingGlobalId.test(id)) ?? none);
    const labels = isSame ? known.labels : exactly(findingLabels(record.labels));
    const { reading, isStale = false } = known ?? {};
    byKey.set(record.key, { record, labels, globalIds, remote, reading, isStale: isStale || !isSame });
  }

  return {
    get: (key: string) => byKey.get(key),
    all: () => byKey.values(),
    isCurrent: (ticket: ReadTicket) => byKey.get(ticket.record.key) === ticket,
    /** Takes the current tickets. Returns whether anything differs. */
    take(records: readonly TicketRecord[], links: LinksByKey = noLinks): boolean {
      if (records === lastRecords && links === lastLinks) return false;
      [lastRecords, lastLinks] = [records, links];
      for (const record of records) takeOne(record, links.get(record.key));
      if (byKey.size === records.length) return true;
      const keys = new Set(records.map(({ key }) => key));
      for (const key of byKey.keys()) if (!keys.has(key)) byKey.delete(key);
      return true;
    },
    /** All texts have to be read in another way. */
    makeStale(): void {
      for (const ticket of byKey.values()) ticket.isStale = true;
    },
  };
}

function hasSameText(a: TicketRecord, b: TicketRecord): boolean {
  return (
    a.id === b.id &&
    a.summary === b.summary &&
    a.description === b.description &&
    isEqual(a.labels, b.labels) &&
    isEqual(a.arns, b.arns) &&
    isEqual(a.links, b.links)
  );
}

function hasSameLinks(a: RemoteLinks | undefined, b: RemoteLinks | undefined): boolean {
  return (
    a === b ||
    (isEqual(a?.globalIds, b?.globalIds) && isEqual(a?.arns, b?.arns) && isEqual(a?.links, b?.links))
  );
}

function isEqual(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

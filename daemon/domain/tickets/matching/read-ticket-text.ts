import type { RemoteLinks, TicketRecord } from '../ticket.ts';
import { findFindings } from './find-findings.ts';
import { type FindingIndex, wordsOfAccounts } from './finding-index.ts';
import { mentionsOf } from './mentions.ts';
import { type NamedThings, namedThings } from './orphans.ts';
import type { TicketPattern } from './pattern/ticket-pattern.ts';
import type { RuleNames } from './rule-index.ts';
import { undecoratedNames } from './rule-names.ts';
import { type WordSet, wordSetOf } from './word-set.ts';

/** The result of comparing a ticket's text with the findings. The text itself is not kept: it is long. */
export interface TextReading {
  /** Keys of the findings that the text names. */
  readonly found: readonly string[];
  /** Present if it names no finding, or if a sign names one that is not known. */
  readonly named?: NamedThings;
  /** Of the text: they show which changes of findings and rules can change the result. */
  readonly words: WordSet;
}

export interface TextInput {
  readonly index: FindingIndex;
  readonly rules: RuleNames;
  readonly pattern?: TicketPattern | undefined;
  /** The ticket has the label or link of a finding. */
  readonly isSigned: boolean;
}

/** A ticket, and its links to other pages if they were read. */
interface MatchedRecord {
  readonly record: TicketRecord;
  readonly remote?: RemoteLinks | undefined;
}

/** Takes time in proportion to the text. */
export function readTicketText(
  { record, remote }: MatchedRecord,
  { index, rules, pattern, isSigned }: TextInput,
): TextReading {
  const mentions = mentionsOf(withRemote(record, remote), pattern);
  const found = findFindings(mentions, index).map(({ key }) => key);
  return {
    found,
    ...((found.length === 0 || isSigned) && { named: namedThings(mentions, rules) }),
    words: wordSetOf([
      ...mentions.words,
      ...undecoratedNames(mentions.words),
      ...wordsOfAccounts(mentions.accounts),
    ]),
  };
}

function withRemote(record: TicketRecord, remote: RemoteLinks | undefined): TicketRecord {
  if (!remote) return record;
  const { arns = [], links = [] } = record;
  return { ...record, arns: [...arns, ...remote.arns], links: [...links, ...remote.links] };
}

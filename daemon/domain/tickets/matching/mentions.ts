import type { Control } from '../../rules/controls/find-control.ts';
import type { TicketRecord } from '../ticket.ts';
import { accountsIn } from './accounts.ts';
import { type NamedArn, takeArns } from './arns.ts';
import { controlsIn } from './controls.ts';
import { foldText } from './fold-text.ts';
import type { PatternGroups, TicketPattern } from './pattern/ticket-pattern.ts';
import { regionsIn } from './regions.ts';
import { wordsOf } from './tokens.ts';

/** The things that a ticket names. Every text is in the form of `foldText`. */
export interface Mentions {
  /** 12 digits each, from the text and its ARNs. */
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly arns: readonly NamedArn[];
  /** By id. */
  readonly controls: ReadonlyMap<string, Control>;
  /** The text without ARNs: resources are looked for here and in the ARNs. */
  readonly prose: string;
  /** The whole text in lower case: rules are looked for here. */
  readonly lowered: string;
  /** Of the whole text. */
  readonly words: ReadonlySet<string>;
}

/** A description has at most 100,000 characters. */
const maxCharacters = 120_000;

/**
 * Returns what a ticket names in its summary, description, labels and links. If the team's pattern fits the text, what its
 * groups found replaces what the text names of the same kind.
 */
export function mentionsOf(
  { summary, description, labels, arns = [], links = [] }: TicketRecord,
  pattern?: TicketPattern,
): Mentions {
  const text = foldText(
    [summary, ...labels, ...arns, ...links, description].join('\n').slice(0, maxCharacters),
  );
  const mentions = readMentions(text);
  const found = pattern?.find(text);
  return found ? withPattern(mentions, found) : mentions;
}

/** Each group's texts are read like a text of their own. */
function withPattern(mentions: Mentions, found: PatternGroups): Mentions {
  const read = (texts: readonly string[] | undefined) => texts && readMentions(texts.join('\n'));
  const [account, region, resource] = [read(found.account), read(found.region), read(found.resource)];
  const [rule, control] = [read(found.rule), read(found.control)];
  const named = rule ?? control;
  return {
    accounts: account?.accounts ?? mentions.accounts,
    regions: region?.regions ?? mentions.regions,
    arns: resource?.arns ?? mentions.arns,
    prose: resource?.prose ?? mentions.prose,
    controls: control?.controls ?? rule?.controls ?? mentions.controls,
    lowered: named ? `${rule?.lowered ?? ''}\n${control?.lowered ?? ''}` : mentions.lowered,
    words: new Set([...mentions.words, ...(resource?.words ?? []), ...(named?.words ?? [])]),
  };
}

function readMentions(text: string): Mentions {
  const words = wordsOf(text);
  const { arns: named, rest: prose } = takeArns(text);
  const accounts = accountsIn(prose);
  const regions = regionsIn(prose);
  for (const { account, region } of named) {
    if (account !== '') accounts.add(account);
    if (region !== '') regions.add(region);
  }
  return {
    accounts,
    regions,
    arns: named,
    controls: controlsIn(text, words),
    prose,
    lowered: text.toLowerCase(),
    words,
  };
}

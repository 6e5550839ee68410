import type { Control } from '../../rules/controls/find-control.ts';
import type { TicketRecord } from '../ticket.ts';
import { accountsIn } from './accounts.ts';
import { type NamedArn, takeArns } from './arns.ts';
import { controlsIn } from './controls.ts';
import { foldText } from './fold-text.ts';
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

/** Returns what a ticket names in its summary, description, labels and links. */
export function mentionsOf({ summary, description, labels, arns = [] }: TicketRecord): Mentions {
  const whole = [summary, ...labels, ...arns, description].join('\n').slice(0, maxCharacters);
  return readMentions(whole);
}

export function readMentions(whole: string): Mentions {
  const text = foldText(whole);
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

import { compilePattern } from './compile-pattern.ts';
import { parsePattern } from './parse-pattern.ts';
import { PatternFault } from './pattern-nodes.ts';
import { runPattern } from './run-pattern.ts';

/** The groups that a pattern can have. */
export const patternGroups = ['account', 'resource', 'rule', 'control', 'region'] as const;
type PatternGroup = (typeof patternGroups)[number];

/** The texts that the groups of all occurrences found. A group that found nothing is absent. */
export type PatternGroups = Readonly<Partial<Record<PatternGroup, readonly string[]>>>;

/** A team's own pattern for the text of its tickets. */
export interface TicketPattern {
  /** The pattern as it is configured. */
  readonly source: string;
  /** Returns what the groups found; `undefined` if the pattern does not fit the text. */
  find(text: string): PatternGroups | undefined;
}

/** Returns whether `ticketPattern` supports the pattern. */
export function isTicketPattern(pattern: string): boolean {
  try {
    ticketPattern(pattern);
    return true;
  } catch (error) {
    if (error instanceof PatternFault) return false;
    throw error;
  }
}

/** Limits of one ticket: characters that are searched, occurrences, and steps of the program. */
const maxCharacters = 20_000;
const maxOccurrences = 50;
const maxReachedSteps = 3_000_000;

/**
 * Returns the pattern of a configuration: a regular expression (`parsePattern` says which) with one or more of the groups
 * `(?<account>…)`, `(?<resource>…)`, `(?<rule>…)`, `(?<control>…)`, `(?<region>…)`.
 * @throws PatternFault if it is not supported, has none of these groups, or another one.
 */
export function ticketPattern(pattern: string): TicketPattern {
  const parsed = parsePattern(pattern);
  const steps = compilePattern(parsed);
  const groups = parsed.groups.map((name) => patternGroups.find((known) => known === name));
  if (groups.length === 0 || groups.includes(undefined)) throw new PatternFault(0);
  return {
    source: pattern,
    find(text) {
      const characters = [...text.slice(0, maxCharacters)];
      const found: Partial<Record<PatternGroup, string[]>> = {};
      const budget = { remaining: maxReachedSteps };
      let count = 0;
      for (let from = 0; count < maxOccurrences; count++) {
        const occurrence = runPattern(steps, characters, { from, budget });
        if (!occurrence) break;
        const { end, marks } = occurrence;
        groups.forEach((group, index) => {
          const [first, last] = [marks[2 * index], marks[2 * index + 1]];
          if (group === undefined || first === undefined || last === undefined || first >= last) return;
          found[group] = [...(found[group] ?? []), characters.slice(first, last).join('')];
        });
        from = end > from ? end : from + 1;
      }
      return count > 0 ? found : undefined;
    },
  };
}

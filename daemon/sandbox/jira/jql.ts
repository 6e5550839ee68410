import type { Issue, World } from '../model.ts';
import { Refusal } from './answer.ts';
import { type Clause, type Clock, orderOf, testOf } from './jql-fields.ts';
import { valuesOfFunction } from './jql-functions.ts';
import { notJql, type Word, wordsOfJql } from './jql-words.ts';

/** Deeper than any real query, but not too deep for the stack. */
const maxDepth = 100;

export type Test = (issue: Issue) => boolean;

export interface Query {
  readonly matches: Test;
  readonly compare: (a: Issue, b: Issue) => number;
}

/** The circumstances of a query. */
export interface QueryContext extends Clock {
  /** Refuse a query without any restriction. */
  readonly isBounded: boolean;
}

/**
 * Parses a part of JQL: clauses (`=`, `!=`, `in`, `not in`, `~`, `!~`, `>=`, `<=`, `>`, `<`, `is empty`) joined by AND,
 * OR, NOT and parentheses, then ORDER BY. A query without any restriction is refused if it must be bounded, as on Jira
 * Cloud, and else finds every issue.
 * @throws Refusal 400
 */
export function readJql(jql: string, world: World, { now, isBounded, timeZone }: QueryContext): Query {
  const words = wordsOfJql(jql);
  let at = 0;
  let depth = 0;

  const isNext = (...texts: string[]) =>
    texts.every((text, index) => {
      const word = words[at + index];
      return word !== undefined && !word.quoted && word.text.toLowerCase() === text;
    });
  function accept(...texts: string[]): boolean {
    if (!isNext(...texts)) return false;
    at += texts.length;
    return true;
  }
  function take(): Word {
    const word = words[at++];
    if (word === undefined) throw notJql('the query ends where a value or a field is expected');
    return word;
  }
  function expect(text: string): void {
    if (!accept(text)) throw notJql(`expecting '${text}' but got '${words[at]?.text ?? 'the end'}'`);
  }

  function either(): Test {
    const tests = [both()];
    while (accept('or')) tests.push(both());
    return (issue) => tests.some((test) => test(issue));
  }
  function both(): Test {
    const tests = [single()];
    while (accept('and')) tests.push(single());
    return (issue) => tests.every((test) => test(issue));
  }
  function single(): Test {
    if (accept('not')) {
      const test = nested(single);
      return (issue) => !test(issue);
    }
    if (accept('(')) {
      const test = nested(either);
      expect(')');
      return test;
    }
    const clause = readClause();
    return testOf(clause, world, { now, timeZone });
  }
  function nested(read: () => Test): Test {
    if (++depth > maxDepth) throw notJql('its clauses are nested too deep');
    const test = read();
    depth--;
    return test;
  }
  function readClause(): Clause {
    const field = take().text;
    if (accept('not', 'in')) return { field, operator: 'not in', values: list() };
    if (accept('in')) return { field, operator: 'in', values: list() };
    if (accept('is', 'not', 'empty') || accept('is', 'not', 'null'))
      return { field, operator: 'is not', values: [] };
    if (accept('is', 'empty') || accept('is', 'null')) return { field, operator: 'is', values: [] };
    const { text } = take();
    const operator = (['=', '!=', '~', '!~', '>=', '<=', '>', '<'] as const).find((each) => each === text);
    if (operator === undefined) throw notJql(`'${text}' is not an operator`);
    return { field, operator, values: value() };
  }
  /** A list in parentheses, or a function that returns a list. */
  function list(): string[] {
    if (!accept('(')) return value();
    const values = value();
    while (accept(',')) values.push(...value());
    expect(')');
    return values;
  }
  /** A word, or the values of a function: `currentUser()`. */
  function value(): string[] {
    const { text, quoted } = take();
    if (quoted || !accept('(')) return [text];
    const given: string[] = [];
    while (!accept(')')) {
      given.push(take().text);
      accept(',');
    }
    return valuesOfFunction(text, given, world, { now, timeZone });
  }
  function order(): Query['compare'] {
    const orders: Query['compare'][] = [];
    do {
      const compare = orderOf(take().text);
      const descends = accept('desc');
      if (!descends) accept('asc');
      orders.push(descends ? (a, b) => compare(b, a) : compare);
    } while (accept(','));
    return (a, b) => orders.reduce((found, compare) => found || compare(a, b), 0);
  }

  const isUnbounded = words.length === 0 || isNext('order', 'by');
  if (isUnbounded && isBounded) throw unbounded();
  const matches = isUnbounded ? () => true : either();
  const newestFirst = (a: Issue, b: Issue) => Number(b.id) - Number(a.id);
  const compare = accept('order', 'by') ? order() : newestFirst;
  if (at < words.length) throw notJql(`expecting either 'OR' or 'AND' but got '${words[at]?.text}'`);
  return { matches, compare };
}

const unbounded = () =>
  new Refusal(400, [
    'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
  ]);

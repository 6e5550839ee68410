import { DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import type { Reading } from '../../../domain/findings/reading.ts';
import type { Whose } from '../../../domain/problems/aws.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import { codeOf, problemOf } from '../connection/errors.ts';
import { chunksOf, pages } from '../connection/pages.ts';
import type { ConfigApi } from './client.ts';
import { listIn } from './unread.ts';

/** The maximum of DescribeConfigRules. */
const maxNames = 25;

/**
 * Resolves to the managed rules for deployed names; `undefined` for custom rules and for names that this
 * account does not have. AWS refuses a whole call because of one unknown name. Then each half is requested
 * separately.
 *
 * Calls: names ÷ 25, and about 2 × log₂ 25 for each unknown name.
 */
export async function askIdentifiers(
  client: ConfigApi,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, string | undefined>> {
  const identifiers = new Map<string, string | undefined>(names.map((name) => [name, undefined]));

  async function ask(some: readonly string[]): Promise<void> {
    const read = (NextToken: string | undefined) =>
      client.send(new DescribeConfigRulesCommand({ ConfigRuleNames: [...some], NextToken }), {
        abortSignal: signal,
      });
    try {
      for await (const page of pages(read)) {
        for (const rule of listIn(page.ConfigRules) ?? []) {
          if (rule?.ConfigRuleName && rule.Source?.Owner === 'AWS')
            identifiers.set(rule.ConfigRuleName, rule.Source.SourceIdentifier);
        }
      }
    } catch (error) {
      if (codeOf(error) !== 'NoSuchConfigRuleException') throw error;
      if (some.length === 1) return;
      for (const half of chunksOf(some, Math.ceil(some.length / 2))) await ask(half);
    }
  }

  for (const some of chunksOf(names, maxNames)) await ask(some);
  return identifiers;
}

/** Yields the managed rules for these names. If a call fails, that is noted. */
export async function* readRuleIdentifiers(
  client: ConfigApi,
  names: readonly string[],
  whose: Whose,
  signal: AbortSignal,
): AsyncGenerator<Reading> {
  if (names.length === 0) return;
  try {
    yield { kind: 'rules', identifiers: await askIdentifiers(client, names, signal) };
  } catch (error) {
    yield { kind: 'note', note: noteOf(problemOf(error, whose)) };
  }
}

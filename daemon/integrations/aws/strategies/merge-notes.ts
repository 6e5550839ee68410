import type { Reading } from '../../../domain/findings/reading.ts';
import { factsOf, note } from '../../../domain/problems/note.ts';

/**
 * Passes readings on, but holds notes that differ only in their accounts, and merges them into one note at
 * the end.
 */
export async function* mergeNotes(readings: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  const readByRule = new Set<string>();
  const denied = { operations: new Set<string>(), accounts: new Set<string>() };
  for await (const reading of readings) {
    const given = reading.kind === 'note' ? reading.note : undefined;
    const byRule = given && factsOf(given, 'config-read-by-rule');
    const templates = given && factsOf(given, 'templates-denied');
    for (const account of byRule?.accounts ?? []) readByRule.add(account);
    for (const operation of templates?.operations ?? []) denied.operations.add(operation);
    for (const account of templates?.accounts ?? []) denied.accounts.add(account);
    if (!byRule && !templates) yield reading;
  }
  if (readByRule.size > 0)
    yield { kind: 'note', note: note('config-read-by-rule', { accounts: [...readByRule].sort() }) };
  if (denied.operations.size > 0) {
    const facts = { operations: [...denied.operations].sort(), accounts: [...denied.accounts].sort() };
    yield { kind: 'note', note: note('templates-denied', facts) };
  }
}

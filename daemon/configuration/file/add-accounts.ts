import { faultsIn } from './check.ts';
import { outlineOf } from './outline.ts';

/** An account that is read with a profile. */
export interface AddedAccount {
  /** 12 digits. */
  readonly id: string;
  readonly profile: string;
}

/**
 * Returns the file's text with a list of accounts at its end; everything else stays as its user wrote it. Returns
 * `undefined` if the file has errors, already lists accounts, or is not in block style: then its user decides.
 */
export function withAccounts(text: string, accounts: readonly AddedAccount[]): string | undefined {
  if (faultsIn(text).length > 0) return undefined;
  if (outlineOf(text).some(({ path }) => path[0] === 'accounts')) return undefined;
  // A JSON string is a YAML string.
  const lines = accounts.map(
    ({ id, profile }) => `  - id: '${id}'\n    profile: ${JSON.stringify(profile)}\n`,
  );
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const next = `${before}\naccounts:\n${lines.join('')}`;
  // Nothing can be added after a map in braces, or after the end of a document.
  return faultsIn(next).length === 0 ? next : undefined;
}

import { env } from 'vscode';

/** Returns a number as the editor's language writes it: `1,234`. */
export function numberOf(value: number): string {
  return new Intl.NumberFormat(env.language).format(value);
}

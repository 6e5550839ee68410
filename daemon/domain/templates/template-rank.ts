import path from 'node:path';

/** Preference between equal templates. Lower is better. */
export type Rank = 0 | 1 | 2;

const madeByTools = new Set([
  '.aws-sam',
  'cdk.out',
  'build',
  'dist',
  'out',
  'target',
  '.serverless',
  '.build',
]);
const setAside = /^(archived?|archives|backups?|bak|old|deprecated|obsolete|attic|legacy|trash)$/i;
const packaged = /(^|[-_.])(packaged?|compiled|generated|rendered|processed)([-_.]|$)/i;
/** A name that begins with `backup` may be a template of AWS Backup. */
const copied = /((^|[-_. ])(bak|old|copy|orig)|[-_. ]backup)([-_. ]|\d*\.|$)|~$/i;

/**
 * Returns 0 for a source, 1 for a file that a tool made from one (`.aws-sam/build`, `cdk.out`,
 * `packaged.yaml`), 2 for a file that was set aside (`archive/`, `old/`, `template.bak.yaml`). Only folders
 * below the root count.
 */
export function rankOf(template: string, root: string): Rank {
  const parts = path.relative(root, template).split(path.sep);
  const name = parts.pop() ?? '';
  if (parts.some((part) => setAside.test(part)) || copied.test(name)) return 2;
  if (parts.some((part) => madeByTools.has(part) || part.endsWith('.out')) || packaged.test(name)) return 1;
  return 0;
}

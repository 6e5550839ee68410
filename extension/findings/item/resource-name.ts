import type { Resource } from '#protocol/findings.ts';

/** Of a name in a row. A longer one would leave no room for what is wrong with it. */
const maxCharacters = 26;
/** Of a name that CloudFormation made: it is longer than names that people give, and its end says nothing. */
const maxGeneratedCharacters = 20;
/** `stack-logicalId-RANDOM`. The id of an instance or a subnet has no such parts, and a word has no digit and no capital letter. */
const generated = /^[^-]+-.+-(?=[a-z]*[0-9A-Z])[A-Za-z0-9]{10,}$/;
/** Generated names end with random characters: a few of them are enough to see a difference. */
const shownEndCharacters = 4;

/** Returns the name of a resource, else its id, in full. */
export function nameOf({ name, id }: Pick<Resource, 'name' | 'id'>): string {
  return name ?? id;
}

/**
 * Returns a resource's name for a row: of an ARN only the resource, and of a long name most of the beginning and a little of
 * the end.
 */
export function rowName(resource: Pick<Resource, 'name' | 'id'>): string {
  const full = nameOf(resource);
  const short = full.startsWith('arn:') ? full.split(/[:/]/).at(-1) : full;
  const characters = [...(short || full)];
  const most = generated.test(short || full) ? maxGeneratedCharacters : maxCharacters;
  if (characters.length <= most) return characters.join('');
  const start = characters.slice(0, most - shownEndCharacters - 1);
  return [...start, '…', ...characters.slice(-shownEndCharacters)].join('');
}

import { isLowerCase } from './names.ts';
import { factsOfDeclaredType } from './resource-types.ts';

const usualMaxNameCharacters = 255;
/** The random part and the dashes around the logical id. */
const reservedCharacters = 14;

/**
 * Returns the part before the random part of a name that CloudFormation generates: `{stack}-{logicalId}`. If
 * they are too long for the type, each is shortened to a fair share. Source: `IdentifierUtils` of AWS's
 * cloudformation-cli-java-plugin.
 */
export function generatedPrefix(declaredType: string, stack: string, logicalId: string): string {
  const free = freeCharacters(declaredType);
  const [forStack, forId] = fairSplit(free, stack.length, logicalId.length);
  const prefix = `${stack.slice(0, forStack)}-${logicalId.slice(0, forId)}`;
  return isLowerCase(declaredType) ? prefix.toLowerCase() : prefix;
}

/** Returns how many characters a stack's name keeps at least if it is shortened in a generated name of this type. */
export function minStackCharacters(declaredType: string): number {
  return Math.floor(freeCharacters(declaredType) / 2);
}

/** Returns a generated name without its random part: 12 or 13 letters and digits. Undefined for other names. */
export function withoutSuffix(name: string): string | undefined {
  return /^(.+)-[A-Za-z0-9]{12,13}$/.exec(name)?.[1];
}

function freeCharacters(declaredType: string): number {
  const { maxNameCharacters = usualMaxNameCharacters } = factsOfDeclaredType(declaredType);
  return maxNameCharacters - reservedCharacters;
}

function fairSplit(free: number, first: number, second: number): [number, number] {
  if (first + second <= free) return [first, second];
  const half = Math.floor(free / 2);
  if (first <= half) return [first, free - first];
  if (second <= half) return [free - second, second];
  return [free - half, half];
}

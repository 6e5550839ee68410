/** The values that a name may contain. */
export interface Circumstances {
  readonly account: string;
  readonly region: string;
  readonly stack?: string | undefined;
  /** Parameter → default. A deployment may have given another value. */
  readonly defaults?: Readonly<Record<string, string>> | undefined;
}

/** `same`: the pattern gives the name with the defaults. `possible`: it may with other values of the parameters. */
export type Comparison = 'same' | 'possible' | 'another';

const variable = /\$\{([^{}]*)\}/g;
/** A pattern with fewer letters and digits of its own fits too many names. */
const minCharacters = 3;

/**
 * Returns the name that a pattern in `Fn::Sub`'s notation gives; `undefined` if it contains an unknown value.
 */
export function nameBy(pattern: string, known: Circumstances): string | undefined {
  let isKnown = true;
  const name = pattern.replace(variable, (_, reference: string) => {
    const value = pseudoParameter(reference, known) ?? defaultOf(reference, known);
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown ? name : undefined;
}

/** Compares a pattern with these names; `folded`: ignoring case. */
export function compareName(
  pattern: string,
  names: readonly string[],
  known: Circumstances,
  folded: boolean,
): Comparison {
  const as = (text: string) => (folded ? lower(text) : text);
  const [start, end] = [as(literalStart(pattern)), as(literalEnd(pattern))];
  // Thousands of templates may declare the id: this cheap test rejects nearly all of them.
  if (!names.some((each) => as(each).startsWith(start) && as(each).endsWith(end))) return 'another';
  const name = nameBy(pattern, known);
  const is = (each: string) => (folded ? each.toLowerCase() === name?.toLowerCase() : each === name);
  if (names.some(is)) return 'same';
  const parts = partsOf(pattern, known);
  return names.some((each) => (folded ? fits(each.toLowerCase(), parts.map(lower)) : fits(each, parts)))
    ? 'possible'
    : 'another';
}

/** Returns the text before the first variable, or the whole pattern if it has no variable. */
export function literalStart(pattern: string): string {
  const end = pattern.indexOf('${');
  return end === -1 ? pattern : pattern.slice(0, end);
}

/** Returns the text after the last variable. */
export function literalEnd(pattern: string): string {
  return pattern.slice(pattern.lastIndexOf('}') + 1);
}

/** Returns whether a pattern has enough text of its own to find a resource by it. */
export function isDistinctive(pattern: string): boolean {
  return pattern.replace(variable, '').replace(/[^A-Za-z0-9]/g, '').length >= minCharacters;
}

/** Returns the texts between the unknown values, in order. */
function partsOf(pattern: string, known: Circumstances): string[] {
  const parts = [''];
  let end = 0;
  const add = (text: string) => parts.push(`${parts.pop()}${text}`);
  for (const found of pattern.matchAll(variable)) {
    const value = pseudoParameter(found[1] ?? '', known);
    add(pattern.slice(end, found.index));
    if (value === undefined) parts.push('');
    else add(value);
    end = found.index + found[0].length;
  }
  add(pattern.slice(end));
  return parts;
}

/** Returns whether a name is these parts with any text between them. One search from left to right, so it is never slow. */
export function fits(name: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

function defaultOf(reference: string, { defaults }: Circumstances): string | undefined {
  return defaults && Object.hasOwn(defaults, reference) ? defaults[reference] : undefined;
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** Returns the value that CloudFormation itself fills in. The region of a global resource is unknown. */
function pseudoParameter(reference: string, { account, region, stack }: Circumstances): string | undefined {
  switch (reference) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region === 'global' ? undefined : region;
    case 'AWS::StackName':
      return stack;
    case 'AWS::Partition':
      return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    default:
      return undefined;
  }
}

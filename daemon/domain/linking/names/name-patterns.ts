/** What is known where a name is made. */
export interface Circumstances {
  readonly account: string;
  readonly region: string;
  readonly stack?: string | undefined;
  /** Parameter → default. A deployment may have given another value. */
  readonly defaults?: Readonly<Record<string, string>> | undefined;
}

/** `same`: just so, with the defaults. `possible`: with other values of the parameters. */
export type Comparison = 'same' | 'possible' | 'another';

const variable = /\$\{([^{}]*)\}/g;
/** A pattern that says less than this of a name fits too many. */
const fewestLetters = 3;

/** The name that a pattern in `Fn::Sub`'s notation gives; nothing where text cannot tell. */
export function nameBy(pattern: string, known: Circumstances): string | undefined {
  let told = true;
  const name = pattern.replace(variable, (_, reference: string) => {
    const value = pseudoParameter(reference, known) ?? defaultOf(reference, known);
    told &&= value !== undefined;
    return value ?? '';
  });
  return told ? name : undefined;
}

/** Whether a pattern gives one of these names; `folded` where upper and lower case are one. */
export function compareName(
  pattern: string,
  names: readonly string[],
  known: Circumstances,
  folded: boolean,
): Comparison {
  const as = (text: string) => (folded ? lower(text) : text);
  const [start, end] = [as(literalStart(pattern)), as(literalEnd(pattern))];
  // Thousands of templates may name an id so: most need no second look.
  if (!names.some((each) => as(each).startsWith(start) && as(each).endsWith(end))) return 'another';
  const name = nameBy(pattern, known);
  const is = (each: string) => (folded ? each.toLowerCase() === name?.toLowerCase() : each === name);
  if (names.some(is)) return 'same';
  const parts = partsOf(pattern, known);
  return names.some((each) => (folded ? fits(each.toLowerCase(), parts.map(lower)) : fits(each, parts)))
    ? 'possible'
    : 'another';
}

/** What stands before the first variable: all of it, where there is none. */
export function literalStart(pattern: string): string {
  const end = pattern.indexOf('${');
  return end === -1 ? pattern : pattern.slice(0, end);
}

/** What stands behind the last variable. */
export function literalEnd(pattern: string): string {
  return pattern.slice(pattern.lastIndexOf('}') + 1);
}

/** Whether a pattern says enough of a name to find a resource by it. */
export function isTelling(pattern: string): boolean {
  return pattern.replace(variable, '').replace(/[^A-Za-z0-9]/g, '').length >= fewestLetters;
}

/** The texts between what is not known, in order. */
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

/** Whether a name is these parts with any text between them. From left to right: no pattern takes long. */
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

/** What CloudFormation itself fills in. The global region is any. */
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

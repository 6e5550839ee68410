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
    const value = pseudoParameter(reference, known) ?? known.defaults?.[reference];
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
  const name = nameBy(pattern, known);
  const is = (each: string) => (folded ? each.toLowerCase() === name?.toLowerCase() : each === name);
  if (names.some(is)) return 'same';
  const expression = expressionOf(pattern, known, folded);
  return names.some((each) => expression.test(each)) ? 'possible' : 'another';
}

/** Whether a pattern says enough of a name to find a resource by it. */
export function isTelling(pattern: string): boolean {
  return pattern.replace(variable, '').replace(/[^A-Za-z0-9]/g, '').length >= fewestLetters;
}

function expressionOf(pattern: string, known: Circumstances, folded: boolean): RegExp {
  let source = '';
  let end = 0;
  for (const found of pattern.matchAll(variable)) {
    const value = pseudoParameter(found[1] ?? '', known);
    source += escaped(pattern.slice(end, found.index)) + (value === undefined ? '.*' : escaped(value));
    end = found.index + found[0].length;
  }
  return new RegExp(`^${source}${escaped(pattern.slice(end))}$`, folded ? 'i' : '');
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

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

import type { z } from 'zod';
import type { Refusal } from './refusal.ts';

/** The signer of a request. */
export interface Identity {
  readonly account: string;
  /** `arn:aws:iam::…:user/…` or `arn:aws:sts::…:assumed-role/…` */
  readonly arn: string;
  readonly userId: string;
}

/** A request whose signature was verified. */
export interface Call {
  readonly identity: Identity;
  /** From the credential scope. */
  readonly region: string;
  readonly input: unknown;
}

/** Returns the output in its wire shape, or throws a `Refusal`. */
export type Operation = (call: Call) => object;

/** By name: `DescribeConfigRules`. */
export type Operations = Readonly<Record<string, Operation>>;

/** A constraint of the service model that an input breaks. */
export interface Violation {
  /** `ConfigurationAggregatorName`, `resourceKeys.0.resourceId` */
  readonly path: string;
  readonly kind: 'missing' | 'type' | 'high' | 'low' | 'pattern' | 'enum';
  /** In the wording of AWS. */
  readonly message: string;
}

/** Returns a maker of operations that check their input first; each service has its own form of refusal. */
export function checked(refuse: (violations: readonly [Violation, ...Violation[]]) => Refusal) {
  return <Schema extends z.ZodType>(
    schema: Schema,
    run: (input: z.output<Schema>, call: Call) => object,
  ): Operation => {
    return (call) => {
      const { data, error } = schema.safeParse(call.input);
      const [first, ...others] = (error?.issues ?? []).map((issue) => violationOf(issue, call.input));
      if (first) throw refuse([first, ...others]);
      return run(data as z.output<Schema>, call);
    };
  };
}

/** `1 validation error detected: Value '500' at 'limit' failed to satisfy constraint: …` */
export function validationMessage(violations: readonly Violation[]): string {
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
  return `${count}: ${violations.map(({ message }) => message).join('; ')}`;
}

function violationOf(issue: z.core.$ZodIssue, input: unknown): Violation {
  const path = issue.path.join('.');
  let value = input;
  for (const key of issue.path) value = value instanceof Object ? Reflect.get(value, key) : undefined;
  const kind = kindOf(issue, value);
  const shown =
    value === undefined || value === null
      ? 'null'
      : `'${value instanceof Object ? JSON.stringify(value) : value}'`;
  const where = path.replace(/(^|\.)[A-Z]/g, (initial) => initial.toLowerCase());
  return {
    path,
    kind,
    message: `Value ${shown} at '${where}' failed to satisfy constraint: Member must ${constraintOf(issue, kind)}`,
  };
}

function kindOf(issue: z.core.$ZodIssue, value: unknown): Violation['kind'] {
  if (value === undefined || value === null) return 'missing';
  if (issue.code === 'too_big') return 'high';
  if (issue.code === 'too_small') return 'low';
  if (issue.code === 'invalid_format') return 'pattern';
  return issue.code === 'invalid_value' ? 'enum' : 'type';
}

function constraintOf(issue: z.core.$ZodIssue, kind: Violation['kind']): string {
  if (kind === 'missing') return 'not be null';
  if (issue.code === 'too_big' || issue.code === 'too_small') {
    const measure = issue.origin === 'string' || issue.origin === 'array' ? 'length' : 'value';
    return issue.code === 'too_big'
      ? `have ${measure} less than or equal to ${issue.maximum}`
      : `have ${measure} greater than or equal to ${issue.minimum}`;
  }
  if (issue.code === 'invalid_format') return `satisfy regular expression pattern: ${issue.pattern ?? ''}`;
  if (issue.code === 'invalid_value') return `satisfy enum value set: [${issue.values.join(', ')}]`;
  return 'have another type';
}

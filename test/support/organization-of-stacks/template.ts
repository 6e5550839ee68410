/** A value in a template; intrinsic functions in their long form: `{ Ref: 'Stage' }`. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A resource of a template. */
export interface TemplateResource {
  readonly type: string;
  readonly properties: Readonly<Record<string, Value>>;
}

/** A template before it is written to a file. */
export interface Template {
  readonly transform?: Value;
  /** Name → default. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  /** Entries of the section `Resources` that are not resources: loops. */
  readonly loops?: Readonly<Record<string, Value>>;
}

/** The values with which CloudFormation computes a text. */
export interface Circumstances {
  readonly account: string;
  readonly region: string;
  readonly stack: string;
  /** Parameters of the deployment; a parameter that is missing has its default. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Returns the text of a value of `Ref`, `Fn::Sub` and `Fn::Join`. @throws if it refers to anything else. */
export function computed(value: Value, known: Circumstances): string {
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) {
    const [[name, argument] = ['', '']] = Object.entries(value);
    if (name === 'Ref') return referred(String(argument), known);
    if (name === 'Fn::Sub')
      return String(argument).replace(/\$\{([^{}]+)\}/g, (_, reference: string) =>
        referred(reference, known),
      );
    if (name === 'Fn::Join' && Array.isArray(argument)) {
      const [delimiter = '', parts = []] = argument;
      return (parts as readonly Value[]).map((part) => computed(part, known)).join(String(delimiter));
    }
  }
  throw new Error(`Not a text: ${JSON.stringify(value)}`);
}

/** Returns the template as `AWSTemplateFormatVersion` and sections. */
export function sections({ transform, parameters, resources, loops = {} }: Template): Record<string, Value> {
  const declared = Object.entries(parameters).map(
    ([name, value]) => [name, { Type: 'String', Default: value }] as const,
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    ...(transform !== undefined && { Transform: transform }),
    ...(declared.length > 0 && { Parameters: Object.fromEntries(declared) }),
    Resources: {
      ...Object.fromEntries(
        Object.entries(resources).map(([id, { type, properties }]) => [
          id,
          { Type: type, ...(Object.keys(properties).length > 0 && { Properties: properties }) },
        ]),
      ),
      ...loops,
    },
  };
}

function referred(name: string, { account, region, stack, parameters }: Circumstances): string {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::StackName': stack,
    'AWS::Partition': 'aws',
  };
  const value = pseudo[name] ?? parameters[name];
  if (value === undefined) throw new Error(`${name} is unknown.`);
  return value;
}

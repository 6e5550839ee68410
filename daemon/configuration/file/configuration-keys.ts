import { z } from 'zod';
import { configurationShape } from './configuration-shape.ts';

/** Each key of `config.yaml`, with the keys above it, in the order of the file. The items of a list have no name. */
export const configurationKeys = [
  'team',
  'pollMinutes',
  'regions',
  'accounts',
  'accounts.id',
  'accounts.name',
  'accounts.profile',
  'accounts.role',
  'accounts.regions',
  'aws',
  'aws.profile',
  'aws.region',
  'aws.aggregator',
  'jira',
  'jira.site',
  'jira.email',
  'jira.project',
  'jira.projects',
  'jira.jql',
  'jira.ticketPattern',
  'jira.doneDays',
  'jira.allowHttp',
  'jira.language',
  'jira.statuses',
  'jira.statuses.todo',
  'jira.statuses.review',
  'jira.statuses.done',
] as const;

export type ConfigurationKey = (typeof configurationKeys)[number];

/** The part of a JSON schema that describes one value. */
export interface ValueSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly items?: ValueSchema;
}

/**
 * Returns the JSON schema of `config.yaml`, which zod makes from the shape that the daemon reads.
 * @param describe Returns the description of a key. Absent: the schema has none.
 */
export function configurationSchema(describe?: (key: ConfigurationKey) => string): ValueSchema {
  const schema = z.toJSONSchema(configurationShape, { io: 'input' }) as ValueSchema;
  return describe ? described(schema, [], describe) : schema;
}

function described(
  schema: ValueSchema,
  path: readonly string[],
  describe: (key: ConfigurationKey) => string,
): ValueSchema {
  const { properties, items } = schema;
  return {
    ...schema,
    ...(path.length > 0 && { description: describe(path.join('.') as ConfigurationKey) }),
    ...(items && { items: items.properties ? withoutDescription(described(items, path, describe)) : items }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [
          name,
          described(value, [...path, name], describe),
        ]),
      ),
    }),
  };
}

function withoutDescription({ description: _, ...schema }: ValueSchema): ValueSchema {
  return schema;
}

const schema = configurationSchema();

/**
 * Returns the schema of the value at a path such as `['accounts', 0, 'id']`; `undefined` if there is no such key. Numbers
 * are positions in lists.
 */
export function schemaAt(path: readonly (string | number)[]): ValueSchema | undefined {
  let at: ValueSchema | undefined = schema;
  for (const name of path) {
    if (typeof name === 'number') at = at?.items;
    else {
      const properties: ValueSchema['properties'] = at?.properties;
      at = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    }
  }
  return at;
}

/** Returns the key of a path; `undefined` if there is no such key, or the path is a list's item. */
export function keyAt(path: readonly (string | number)[]): ConfigurationKey | undefined {
  if (typeof path.at(-1) === 'number' || path.length === 0 || !schemaAt(path)) return undefined;
  return path.filter((name) => typeof name === 'string').join('.') as ConfigurationKey;
}

import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../../daemon/base/text.ts';
import { parseConfigurationFile } from '../../../../daemon/configuration/configuration-file.ts';
import { commentedFile } from '../../../../daemon/configuration/file/commented-file.ts';
import {
  configurationKeys,
  configurationSchema,
  type ValueSchema,
} from '../../../../daemon/configuration/file/configuration-keys.ts';
import { textsOf } from '../../../../daemon/server/texts/say.ts';

describe.each(locales)('a new configuration file (%s)', (locale) => {
  const text = commentedFile(textsOf(locale).configurationFile);

  it('configures nothing', () => {
    expect(text.split('\n').filter((line) => !/^(#|$)/.test(line))).toEqual([]);
    expect(parseConfigurationFile('config.yaml', text)).toEqual({});
  });

  it('has an example of every key, all of which the daemon accepts', () => {
    const used = text.replaceAll(/^#(?! \S)/gm, '');
    const file = parseConfigurationFile('config.yaml', used);
    expect(keysIn(file).toSorted()).toEqual(configurationKeys.toSorted());
    expect(load(used)).toEqual(file);
  });

  it('describes every key', () => {
    const words = text.replaceAll(/\n#\s*(# )?/g, ' ');
    for (const key of configurationKeys) expect(words).toContain(textsOf(locale).configurationFile.keys[key]);
  });
});

it('the keys are those of the schema', () => {
  expect(keysOf(configurationSchema()).toSorted()).toEqual(configurationKeys.toSorted());
});

it('the schema describes every key and has no other', () => {
  const schema = configurationSchema((key) => `about ${key}`);
  expect(schema.properties?.accounts?.items?.properties?.id?.description).toBe('about accounts.id');
  expect(schema.properties?.jira?.properties?.statuses?.properties?.todo?.description).toBe(
    'about jira.statuses.todo',
  );
  expect(JSON.stringify(schema)).not.toMatch(/token|password|secret/i);
});

function keysOf({ properties, items }: ValueSchema, above: readonly string[] = []): string[] {
  const own = Object.entries(properties ?? {}).flatMap(([name, value]) => [
    [...above, name].join('.'),
    ...keysOf(value, [...above, name]),
  ]);
  return items ? [...own, ...keysOf(items, above)] : own;
}

function keysIn(value: unknown, above: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysIn(item, above));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    [...above, name].join('.'),
    ...keysIn(member, [...above, name]),
  ]);
}

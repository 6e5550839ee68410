import { describe, expect, it } from 'vitest';
import { screenFields } from '../../../../../daemon/integrations/jira/screens/fields.ts';
import { jiraFields } from '../../../../../daemon/integrations/jira/screens/values.ts';
import { maxFieldOptions } from '../../../../../daemon/protocol/move-fields.ts';

const custom = (kind: string) => `com.atlassian.jira.plugin.system.customfieldtypes:${kind}`;
/** A field as Jira's `transitions.fields` describes it. */
const field = (schema: object, more: object = {}) => ({
  required: true,
  name: 'Field',
  key: 'f',
  hasDefaultValue: false,
  operations: ['set'],
  schema,
  ...more,
});
const only = (described: unknown) => screenFields({ f: described })[0];
const person = { accountId: '5b10a', displayName: 'Mia Krystof', active: true };

describe('the control of a field', () => {
  it.each([
    ['text', { type: 'string', custom: custom('textfield') }],
    ['text', { type: 'string', custom: custom('url') }],
    ['text', { type: 'string', system: 'summary' }],
    ['textarea', { type: 'string', custom: custom('textarea') }],
    ['textarea', { type: 'string', system: 'environment' }],
    ['number', { type: 'number', custom: custom('float') }],
    ['date', { type: 'date', system: 'duedate' }],
    ['datetime', { type: 'datetime', custom: custom('datetime') }],
    ['user', { type: 'user', system: 'assignee' }],
    ['users', { type: 'array', items: 'user', custom: custom('multiuserpicker') }],
    ['labels', { type: 'array', items: 'string', system: 'labels' }],
    ['labels', { type: 'array', items: 'string', custom: custom('labels') }],
    ['unsupported', { type: 'string', custom: 'com.acme.app:story' }],
    ['unsupported', { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-link' }],
    ['unsupported', { type: 'array', items: 'attachment', system: 'attachment' }],
    ['unsupported', { type: 'timetracking', system: 'timetracking' }],
  ])('is %s for %o', (control, schema) => {
    expect(only(field(schema))?.control).toBe(control);
  });

  it.each([
    ['select', { type: 'resolution', system: 'resolution' }],
    ['select', { type: 'priority', system: 'priority' }],
    ['select', { type: 'option', custom: custom('select') }],
    ['multi-select', { type: 'array', items: 'option', custom: custom('multicheckboxes') }],
    ['multi-select', { type: 'array', items: 'version', system: 'fixVersions' }],
    ['cascading', { type: 'option-with-child', custom: custom('cascadingselect') }],
  ])('is %s if Jira lists the values', (control, schema) => {
    const allowedValues = [{ id: '1', name: 'Fixed' }];
    expect(only(field(schema, { allowedValues }))).toMatchObject({
      control,
      options: [{ id: '1', label: 'Fixed' }],
    });
    expect(only(field(schema))?.control).toBe('unsupported');
  });

  it('names a field of an unknown form and never leaves it out', () => {
    const fields = screenFields({
      broken: { name: 'Broken\u202e', required: true, schema: 7 },
      odd: 'no object',
      sprint: field({ type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' }),
    });
    expect(fields).toEqual([
      { id: 'broken', name: 'Broken', required: true, control: 'unsupported' },
      { id: 'odd', name: 'odd', required: false, control: 'unsupported' },
      {
        id: 'sprint',
        name: 'Field',
        required: true,
        control: 'unsupported',
        type: 'com.pyxis.greenhopper.jira:gh-sprint',
      },
    ]);
  });
});

describe('the values of a field', () => {
  it('are the ones that can still be chosen, with their children', () => {
    const allowedValues = [
      {
        value: 'Network',
        id: '1',
        children: [
          { value: 'VPC', id: '11' },
          { value: 'Old', id: '12', disabled: true },
        ],
      },
      { value: 'Retired', id: '2', disabled: true },
      { name: '1.0', id: '3', archived: true },
      'no option',
    ];
    const cascading = { type: 'option-with-child', custom: custom('cascadingselect') };
    expect(only(field(cascading, { allowedValues }))?.options).toEqual([
      { id: '1', label: 'Network', children: [{ id: '11', label: 'VPC' }] },
    ]);
  });

  it('are a limited number, and the field says that there are more', () => {
    const allowedValues = Array.from({ length: maxFieldOptions + 5 }, (_, id) => ({ id, name: `v${id}` }));
    const read = only(field({ type: 'version' }, { allowedValues }));
    expect(read?.options).toHaveLength(maxFieldOptions);
    expect(read?.hasMoreOptions).toBe(true);
  });

  it.each([
    ['a text', { type: 'string' }, 'Ready', { value: 'Ready' }],
    [
      'a document',
      { type: 'string', custom: custom('textarea') },
      { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Why' }] }] },
      { value: 'Why' },
    ],
    ['a number', { type: 'number' }, 3.5, { value: '3.5' }],
    ['a day', { type: 'date' }, '2026-12-01', { value: '2026-12-01' }],
    ['a person', { type: 'user' }, person, { value: '5b10a', shown: 'Mia Krystof' }],
    [
      'people, each with the own name',
      { type: 'array', items: 'user' },
      [person, { name: 'rei', displayName: 'Sato, Rei' }],
      { value: ['5b10a', 'rei'], shown: 'Mia Krystof, Sato, Rei', names: ['Mia Krystof', 'Sato, Rei'] },
    ],
    ['labels', { type: 'array', items: 'string', system: 'labels' }, ['aws'], { value: ['aws'] }],
    ['nothing, for an unknown form', { type: 'number' }, { a: 1 }, undefined],
  ])('begin with %s', (_what, schema, defaultValue, initial) => {
    expect(only(field(schema, { defaultValue, hasDefaultValue: true }))?.initial).toEqual(initial);
  });

  it('begin with options by their ids and labels', () => {
    const allowedValues = [{ id: '1', value: 'Network', children: [{ id: '11', value: 'VPC' }] }];
    const read = (schema: object, defaultValue: unknown) =>
      only(field(schema, { allowedValues, defaultValue }))?.initial;
    expect(read({ type: 'option' }, { id: '1', value: 'Network' })).toEqual({ value: '1', shown: 'Network' });
    expect(read({ type: 'array', items: 'option' }, [{ id: '1', value: 'Network' }])).toEqual({
      value: ['1'],
      shown: 'Network',
    });
    expect(
      read({ type: 'option-with-child' }, { id: '1', value: 'Network', child: { id: '11', value: 'VPC' } }),
    ).toEqual({ value: ['1', '11'], shown: 'Network › VPC' });
  });
});

it('values are sent in the form that Jira takes for each control', () => {
  const forms = {
    paragraphs: (text: string) => ({ doc: text }),
    user: (accountId: string) => ({ accountId }),
  };
  const sent = jiraFields(
    [
      { id: 'text', control: 'text', value: 'a' },
      { id: 'area', control: 'textarea', value: 'b\n\nc' },
      { id: 'number', control: 'number', value: '2.5' },
      { id: 'date', control: 'date', value: '2026-12-01' },
      { id: 'datetime', control: 'datetime', value: '2026-12-01T09:00:00+09:00' },
      { id: 'select', control: 'select', value: '7' },
      { id: 'multi', control: 'multi-select', value: ['7', '8'] },
      { id: 'parent', control: 'cascading', value: ['7'] },
      { id: 'child', control: 'cascading', value: ['7', '71'] },
      { id: 'user', control: 'user', value: 'u1' },
      { id: 'users', control: 'users', value: ['u1', 'u2'] },
      { id: 'labels', control: 'labels', value: ['aws'] },
    ],
    forms,
  );
  expect(sent).toEqual({
    text: 'a',
    area: { doc: 'b\n\nc' },
    number: 2.5,
    date: '2026-12-01',
    datetime: '2026-12-01T00:00:00.000+0000',
    select: { id: '7' },
    multi: [{ id: '7' }, { id: '8' }],
    parent: { id: '7' },
    child: { id: '7', child: { id: '71' } },
    user: { accountId: 'u1' },
    users: [{ accountId: 'u1' }, { accountId: 'u2' }],
    labels: ['aws'],
  });
});

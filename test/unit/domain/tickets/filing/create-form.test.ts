import { describe, expect, it } from 'vitest';
import type { MoveField } from '#protocol/move-fields.ts';
import { Problem } from '../../../../../daemon/domain/problems/problem.ts';
import {
  createFields,
  openFields,
  optionalFields,
  proposedFields,
} from '../../../../../daemon/domain/tickets/filing/create-form.ts';
import { labelOf } from '../../../../../daemon/domain/tickets/label.ts';

const field = (id: string, control: MoveField['control'], more: Partial<MoveField> = {}): MoveField => ({
  ...{ id, name: id, control, required: false },
  ...more,
});
const priorities = ['Highest', 'High', 'Medium', 'Low'].map((label, index) => ({
  id: `${index + 1}`,
  label,
}));
const usual = [
  field('project', 'unsupported', { required: true }),
  field('issuetype', 'unsupported', { required: true }),
  field('summary', 'text', { required: true }),
  field('description', 'textarea'),
  field('labels', 'labels'),
  field('priority', 'select', { options: priorities }),
  field('duedate', 'date'),
];
const input = {
  finding: 'finding-key',
  severity: 'critical' as const,
  text: { summary: 'Public bucket', paragraphs: ['Everyone can read it.', 'Resource: b'] },
  now: '2026-11-29T10:00:00.000Z',
};
const where = { project: 'APP', issueType: 'Task' };

describe('the form of a new ticket', () => {
  it('is filled in from the finding, with priority and due date by its severity', () => {
    expect(createFields(where, usual, proposedFields(usual, input))).toEqual([
      { id: 'summary', control: 'text', value: 'Public bucket' },
      { id: 'description', control: 'textarea', value: 'Everyone can read it.\n\nResource: b' },
      { id: 'labels', control: 'labels', value: ['guardrail', labelOf('finding-key')] },
      { id: 'priority', control: 'select', value: '1' },
      { id: 'duedate', control: 'date', value: '2026-12-06' },
    ]);
  });

  it('knows the priorities of a Japanese site, and leaves a site’s own alone', () => {
    const japanese = [field('priority', 'select', { options: [{ id: '7', label: '最高' }] })];
    expect(proposedFields(japanese, input)).toEqual({ priority: { value: '7', shown: '最高' } });
    const own = [field('priority', 'select', { options: [{ id: '8', label: 'Tier α' }] })];
    expect(proposedFields(own, input)).toEqual({});
  });

  it('sends no field that the project’s screen does not have', () => {
    const small = [field('summary', 'text', { required: true })];
    expect(createFields(where, small, proposedFields(small, input)).map(({ id }) => id)).toEqual(['summary']);
  });

  it('names what Jira asks for besides, and takes it from the person', () => {
    const screen = [
      ...usual,
      field('customfield_1', 'select', {
        name: 'Team',
        required: true,
        options: [{ id: '5', label: 'Payments' }],
      }),
    ];
    const proposed = proposedFields(screen, input);
    expect(openFields(screen, proposed).map(({ name }) => name)).toEqual(['Team']);
    expect(() => createFields(where, screen, proposed)).toThrow(Problem);
    const filled = createFields(where, screen, { ...proposed, Team: { value: 'Payments' } });
    expect(filled.at(-1)).toEqual({ id: 'customfield_1', control: 'select', value: '5' });
  });

  it('offers the optional fields, and asks for no reporter, whom Jira fills in', () => {
    const screen = [
      ...usual,
      field('reporter', 'user', { required: true }),
      field('customfield_2', 'user', { name: 'Reviewer' }),
      field('customfield_3', 'unsupported', { name: 'Sprint' }),
    ];
    const proposed = proposedFields(screen, input);
    expect(openFields(screen, proposed)).toEqual([]);
    expect(optionalFields(screen, proposed).map(({ name }) => name)).toEqual(['reporter', 'Reviewer']);
    const filled = createFields(where, screen, { ...proposed, reporter: { value: '712020:mia' } });
    expect(filled).toContainEqual({ id: 'reporter', control: 'user', value: '712020:mia' });
  });

  it('refuses a field that the screen does not have, so that no value is lost', () => {
    const faults = [expect.objectContaining({ name: 'Revewer', fault: 'unknown' })];
    expect(() => createFields(where, usual, { summary: { value: 'A' }, Revewer: { value: 'Mia' } })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ faults }) }),
    );
  });

  it('cuts a summary to Jira’s limit', () => {
    const { summary } = proposedFields(usual, {
      ...input,
      text: { summary: 'x'.repeat(400), paragraphs: [] },
    });
    expect(summary?.value).toHaveLength(255);
  });
});

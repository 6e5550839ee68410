import { describe, expect, it } from 'vitest';
import type { CoverageEntry, Status } from '#protocol/status.ts';
import { coverageItem } from '../../../../../extension/status/coverage/coverage-item.ts';
import {
  type CoverageNode,
  coverageChildren,
  coverageNode,
} from '../../../../../extension/status/coverage/coverage-nodes.ts';

const entry = (over: Partial<CoverageEntry>): CoverageEntry => ({
  ...{ account: '111122223333', region: 'eu-west-1', source: 'config', ok: false },
  ...{ code: 'recorder-off', problem: 'AWS Config does not record here.' },
  ...over,
});
const status = (over: Partial<Status>): Status =>
  ({
    ...{ failed: [], read: 120, notes: [], problems: [], lastSync: '2026-11-24T08:00:00.000Z' },
    templates: { read: 3, state: 'read', failed: [] },
    ...over,
  }) as unknown as Status;
const root = (over: Partial<Status>): CoverageNode => {
  const node = coverageNode(status(over));
  if (!node) throw new Error('There is a row.');
  return node;
};
const text = (node: CoverageNode) => {
  const { label, description } = coverageItem(node);
  return `${label}: ${description}`;
};

const failed = [
  entry({ code: 'aws-access-denied', problem: 'AWS denies it.', region: 'us-east-1', source: 'stacks' }),
  entry({}),
  entry({ region: 'eu-central-1' }),
  entry({ region: 'eu-central-1', source: 'guardduty' }),
];

describe('the row of the coverage', () => {
  it('says what was read, and is not there before the first reading', () => {
    expect(text(root({}))).toMatch(/^Coverage: 120 places · read /);
    expect(coverageChildren(root({}))).toEqual([]);
    const { lastSync: _, ...fresh } = status({});
    expect(coverageNode(fresh)).toBeUndefined();
    expect(coverageNode(undefined)).toBeUndefined();
  });

  it('has the causes of what could not be read, the most frequent first, by account × region', () => {
    const node = root({ failed });
    expect(text(node)).toBe('Not everything was read: 4 places could not be read. Findings may be missing.');
    expect(coverageChildren(node).map(text)).toEqual([
      'Config does not record: 2 accounts × regions',
      'AWS access denied: 111122223333 us-east-1',
    ]);
  });

  it('says that only the tickets could not be read', () => {
    const tickets = entry({ account: 'PAY', region: '', source: 'tickets', code: 'jira-unreachable' });
    expect(text(root({ failed: [tickets] }))).toBe(
      'Not everything was read: The tickets in Jira could not be read.',
    );
  });

  it('has the next step of a cause, then its places', () => {
    const [cause] = coverageChildren(root({ failed }));
    expect(coverageChildren(cause as CoverageNode).map(text)).toEqual([
      'Next step: AWS Config does not record here.',
      'eu-west-1: 111122223333 · config · never read',
      'eu-central-1: 111122223333 · config, guardduty · never read',
    ]);
  });

  it('has a command for the next step if Guardrail can do it', () => {
    const session = [entry({ code: 'aws-session-expired', problem: 'Sign in.' })];
    const [cause] = coverageChildren(root({ failed: session }));
    const [step] = coverageChildren(cause as CoverageNode);
    expect(coverageItem(step as CoverageNode).command?.command).toBe('guardrail.pickProfile');
  });

  it('names a cause without a headline by its sentence', () => {
    const { code: _, ...old } = entry({ problem: 'The region is odd.' });
    expect(coverageChildren(root({ failed: [old] })).map(text)).toEqual([
      'The region is odd.: 111122223333 eu-west-1',
    ]);
  });

  it('has files that could not be read, and what is not read on purpose', () => {
    const templates = { ...status({}).templates, failed: [{ file: '/w/a.yaml', error: 'A tab.' }] };
    expect(coverageChildren(root({ templates, notes: ['us-east-1 is disabled.'] })).map(text)).toEqual([
      'a.yaml: A tab.',
      'Not read on purpose: us-east-1 is disabled.',
    ]);
  });

  it('gives each row an id of its own', () => {
    const all = (node: CoverageNode): CoverageNode[] => [node, ...coverageChildren(node).flatMap(all)];
    const ids = all(root({ failed, notes: ['x'] })).map((node) => coverageItem(node).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

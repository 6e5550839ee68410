import { describe, expect, it } from 'vitest';
import type { AwsCoverage } from '../../../../daemon/domain/coverage.ts';
import { orphanFates } from '../../../../daemon/domain/tickets/orphan-fate.ts';

const [ours, second, others] = ['111111111111', '222222222222', '999999999999'];
const problem = { code: 'aws-throttled', facts: {} };
const part = (account: string, changes: Partial<AwsCoverage> = {}): AwsCoverage => ({
  ...{ of: 'aws', account, region: 'eu-west-1', source: 'config', readAt: '2026-11-01T00:00:00.000Z' },
  ...changes,
});
const threats = (account: string, changes: Partial<AwsCoverage> = {}) =>
  part(account, { source: 'guardduty', ...changes });
const orphan = (accounts: readonly string[], rules: readonly string[] = ['ENCRYPTED_VOLUMES']) => ({
  accounts,
  rules,
  controls: [],
});
const fate = (given: ReturnType<typeof orphan>, ...parts: readonly AwsCoverage[]) =>
  orphanFates({
    accounts: new Set([ours, second]),
    parts: Map.groupBy(parts, ({ account }) => account),
  })(given);

describe('a ticket without a known finding', () => {
  it('has none if its account was read completely', () => {
    expect(fate(orphan([ours]), part(ours), threats(ours))).toBe('missing');
  });

  it.each([
    ['a region of its account failed', [part(ours), part(ours, { region: 'us-east-1', problem })]],
    [
      'a region of its account was left out',
      [part(ours), part(ours, { region: 'us-east-1', skipped: true })],
    ],
    ['its account was not read', [part(second)]],
    ['nothing was read yet', []],
    ['only the stacks of its account were read', [part(ours, { source: 'stacks' })]],
  ])('is unknown if %s', (_name, parts) => {
    expect(fate(orphan([ours]), ...parts)).toBe('unknown');
  });

  it('does not depend on GuardDuty unless it names a finding type of GuardDuty', () => {
    const parts = [part(ours), threats(ours, { skipped: true })];
    expect(fate(orphan([ours]), ...parts)).toBe('missing');
    expect(fate(orphan([ours], ['Recon:EC2/PortProbeUnprotectedPort']), ...parts)).toBe('unknown');
    expect(fate(orphan([ours], ['Recon:EC2/PortProbeUnprotectedPort']), part(ours), threats(ours))).toBe(
      'missing',
    );
  });

  it('needs every account of the team if it names no account', () => {
    expect(fate(orphan([]), part(ours))).toBe('unknown');
    expect(fate(orphan([]), part(ours), part(second))).toBe('missing');
  });

  it('is unknown as long as the accounts of the team are not known', () => {
    expect(orphanFates({ accounts: new Set(), parts: new Map() })(orphan([]))).toBe('unknown');
  });

  it('is not ours if it names accounts of other teams alone', () => {
    expect(fate(orphan([others]), part(ours))).toBe('other-team');
    expect(fate(orphan([others, ours]), part(ours))).toBe('missing');
  });
});

import { expect, it } from 'vitest';
import type { Review } from '../../../../daemon/domain/tickets/actions/action.ts';
import { writeActionComment } from '../../../../daemon/server/texts/action-comment.ts';

const review: Review = {
  ...{ kind: 'review', id: 'r', ticket: 'PAY-1', outcome: 'intended', until: '2027-01-31' },
  ...{ reason: 'A public site.', createdAt: '2026-11-29T00:00:00.000Z' },
  evidence: {
    finding: {
      ...{ source: 'config', rule: 'pack-s3', ruleIdentifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED' },
      ...{ resourceType: 'AWS::S3::Bucket', resource: 'payments-logs', account: '123456789012' },
      ...{ accountName: 'payments-prod', region: 'eu-west-1' },
      ...{ state: 'failing', at: '2026-11-29T02:10:30.000Z' },
    },
    template: {
      ...{ file: 'infra/app.yaml', line: 12, logicalId: 'Logs', confidence: 'probable' },
      page: 'https://github.com/acme/infra/blob/0123/infra/app.yaml#L12',
    },
    change: { branch: 'fix/bucket', commit: '0123' },
  },
};

it('a review’s comment says what was found, what AWS says and where it is declared', () => {
  const { en, ja } = writeActionComment(review);
  expect(en.title).toBe('Reviewed with Guardrail: intended until 2027-01-31');
  expect(en.facts.join('\n').split('\n')).toEqual([
    'Finding: Everyone can read this bucket (S3_BUCKET_PUBLIC_READ_PROHIBITED)',
    'Resource: AWS::S3::Bucket payments-logs, account payments-prod (123456789012), eu-west-1',
    'AWS: still reports it, as read 2026-11-29 02:10 UTC',
    'Template: infra/app.yaml, line 12 (Logs), probably',
    'https://github.com/acme/infra/blob/0123/infra/app.yaml#L12',
    'Branch: fix/bucket',
    'Commit: 0123',
  ]);
  expect(ja.title).toBe('Guardrail でレビューしました: 想定内（2027-01-31 まで）');
  expect(ja.facts[0]).toContain('AWS: 2026-11-29 02:10 UTC の読み込み時点で検出されています');
});

it('a finding of another team names the team', () => {
  const { until: _, ...rest } = review;
  const { en, ja } = writeActionComment({ ...rest, outcome: 'not-ours', team: 'Platform' });
  expect(en.title).toBe('Reviewed with Guardrail: not ours, but the work of Platform');
  expect(ja.title).toBe('Guardrail でレビューしました: 担当外（担当: Platform）');
});

import { describe, expect, it } from 'vitest';
import type { ConfigApi } from '../../../../../daemon/integrations/aws/config/client.ts';
import { annotationOf, ruleDescription } from '../../../../../daemon/integrations/aws/config/explanation.ts';

const { signal } = new AbortController();
const finding = {
  ...{ account: '111122223333', region: 'eu-west-1', rule: 's3-public' },
  resource: { type: 'AWS::S3::Bucket', id: 'logs' },
};
const row = (id: string, Annotation?: unknown) => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: { ResourceType: 'AWS::S3::Bucket', ResourceId: id },
  },
  Annotation,
});

/** A Config that answers with these pages, or throws. Records the names and inputs of its calls. */
function config(...answers: (object | Error)[]) {
  const calls: { name: string; input: Record<string, unknown> }[] = [];
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: never }) => {
    calls.push({ name, input });
    const answer = answers[calls.length - 1] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { client: { send } as unknown as ConfigApi, calls };
}
const noRule = Object.assign(new Error('no rule'), { name: 'NoSuchConfigRuleException' });

describe('the words of AWS Config about a finding', () => {
  it('are the remark on the resource, from the aggregator or from the account itself', async () => {
    const aggregate = config(
      { AggregateEvaluationResults: [row('other', 'no')], NextToken: 'more' },
      { AggregateEvaluationResults: [row('logs', 'Everyone can read it.')] },
    );
    expect(await annotationOf(aggregate.client, finding, 'all', signal)).toBe('Everyone can read it.');
    expect(aggregate.calls[0]).toMatchObject({
      name: 'GetAggregateComplianceDetailsByConfigRuleCommand',
      input: { AccountId: '111122223333', AwsRegion: 'eu-west-1', ConfigurationAggregatorName: 'all' },
    });
    const own = config({ EvaluationResults: [row('logs', 'Own.')] });
    expect(await annotationOf(own.client, finding, undefined, signal)).toBe('Own.');
    expect(own.calls[0]?.name).toBe('GetComplianceDetailsByConfigRuleCommand');
  });

  it('are absent if Config has none, or does not know the rule', async () => {
    for (const annotation of [undefined, '', ' ', 7])
      expect(
        await annotationOf(
          config({ EvaluationResults: [row('logs', annotation)] }).client,
          finding,
          undefined,
          signal,
        ),
      ).toBeUndefined();
    expect(await annotationOf(config(noRule).client, finding, undefined, signal)).toBeUndefined();
    expect(await ruleDescription(config(noRule).client, 's3-public', signal)).toBeUndefined();
    expect(await ruleDescription(config({}).client, 's3-public', signal)).toBeUndefined();
  });

  it('are bounded in length, and read from a bounded number of pages', async () => {
    const rules = { ConfigRules: [{ ConfigRuleName: 's3-public', Description: 'x'.repeat(9_000) }] };
    expect(await ruleDescription(config(rules).client, 's3-public', signal)).toHaveLength(2_000);
    const endless = config(
      ...Array.from({ length: 50 }, (_, page) => ({ EvaluationResults: [], NextToken: `page-${page}` })),
    );
    await expect(annotationOf(endless.client, finding, undefined, signal)).rejects.toThrow();
    expect(endless.calls.length).toBeLessThanOrEqual(10);
  });

  it('cannot be read without the permission', async () => {
    const denied = Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
    await expect(ruleDescription(config(denied).client, 's3-public', signal)).rejects.toBe(denied);
  });
});

import { describe, expect, test } from 'vitest';
import type { ConfigApi } from '../../../../../daemon/integrations/aws/config/client.ts';
import { readRecording } from '../../../../../daemon/integrations/aws/config/recorder.ts';
import { CallFailed } from '../../../../../daemon/integrations/aws/connection/errors.ts';
import { english } from '../../../../support/english.ts';
import { awsError, fakeClient } from '../fake-client.ts';

const compliance = 'AWS::Config::ResourceCompliance';
const bucket = 'AWS::S3::Bucket';
const stack = 'AWS::CloudFormation::Stack';
const all = { allSupported: true };
const on = { name: 'default', recording: true, lastStatus: 'SUCCESS' };

/** Resolves to the state of a recorder after these two responses. */
function recording(group: object | undefined, status: object | undefined, others: readonly object[] = []) {
  const { client } = fakeClient<ConfigApi>({
    DescribeConfigurationRecorders: () => ({
      ConfigurationRecorders: [...others, ...(group ? [{ name: 'default', recordingGroup: group }] : [])],
    }),
    DescribeConfigurationRecorderStatus: () => ({
      ConfigurationRecordersStatus: [...others, ...(status ? [status] : [])],
    }),
  });
  return readRecording(client, new AbortController().signal);
}

describe('the recording of Config', () => {
  test.each<[string, object, boolean, boolean]>([
    ['all types', all, true, true],
    ['some types', { allSupported: false, resourceTypes: [stack] }, false, true],
    [
      'all but compliance',
      { allSupported: false, exclusionByResourceTypes: { resourceTypes: [compliance] } },
      false,
      true,
    ],
    [
      'all but stacks',
      { allSupported: false, exclusionByResourceTypes: { resourceTypes: [stack] } },
      true,
      false,
    ],
  ])('%s', async (_what, group, recordsCompliance, recordsStacks) => {
    const known = await recording(group, on);
    expect(known).toMatchObject({ recordsCompliance, recordsStacks });
    expect(known.outcome.problem).toBeUndefined();
  });

  test('an excluded type is a note, unless it is compliance', async () => {
    const without = (...resourceTypes: string[]) =>
      recording({ allSupported: false, exclusionByResourceTypes: { resourceTypes } }, on);
    expect((await without(compliance)).outcome).toEqual({});
    expect(english((await without(compliance, bucket)).outcome.note)).toContain(bucket);
    const some = await recording({ allSupported: false, resourceTypes: [bucket] }, on);
    expect(english(some.outcome.note)).toContain('only 1 resource type:');
  });
});

describe('a recorder', () => {
  test.each<[string, object | undefined, RegExp]>([
    ['that is stopped', { ...on, recording: false }, /does not record here/],
    ['that has no status', undefined, /does not record here/],
    ['that fails', { ...on, lastStatus: 'Failure', lastErrorCode: 'NoSuchBucket' }, /NoSuchBucket/],
    ['that has just started', { ...on, lastStatus: 'PENDING' }, /recorded nothing yet/],
    ['whose status cannot be read', { ...on, recording: 'yes' }, /not known whether/],
  ])('%s is a gap', async (_what, status, words) => {
    expect(english((await recording(all, status)).outcome.problem)).toMatch(words);
  });

  test('of another service does not count', async () => {
    const linked = { ...on, servicePrincipal: 'securityhub.amazonaws.com', recordingGroup: all };
    expect(english((await recording(undefined, undefined, [linked])).outcome.problem)).toMatch(
      /does not record here/,
    );
    expect((await recording(all, on, [linked])).outcome).toEqual({});
  });

  test.each(['DescribeConfigurationRecorders', 'DescribeConfigurationRecorderStatus'])(
    'is unknown if %s is denied or returns no list',
    async (operation) => {
      const answers = {
        DescribeConfigurationRecorders: () => ({ ConfigurationRecorders: [{ recordingGroup: all }] }),
        DescribeConfigurationRecorderStatus: () => ({ ConfigurationRecordersStatus: [on] }),
      };
      const denied = () => {
        throw new CallFailed('config', operation, awsError('AccessDeniedException'));
      };
      for (const answer of [denied, () => ({})]) {
        const { client } = fakeClient<ConfigApi>({ ...answers, [operation]: answer });
        const { outcome } = await readRecording(client, new AbortController().signal);
        expect(english(outcome.problem)).toMatch(new RegExp(`not known whether .*config:${operation}`));
      }
    },
  );
});

import { describe, expect, test } from 'vitest';
import {
  detailFrom,
  observationsFrom,
  stackResourcesFrom,
  stackStateFrom,
} from '../../../../../daemon/integrations/aws/config/rows.ts';

const place = { accountId: '111122223333', awsRegion: 'eu-west-1' };

describe('rows of Config', () => {
  test('a resource fails by the rules that fail, not by the other rules in the list', () => {
    const observations = observationsFrom({
      ...place,
      configurationItemCaptureTime: '2026-11-01T00:00:00Z',
      configuration: {
        targetResourceId: 'logs',
        targetResourceType: 'AWS::S3::Bucket',
        complianceType: 'NON_COMPLIANT',
        configRuleList: [
          { configRuleName: 'public-read', complianceType: 'NON_COMPLIANT' },
          { configRuleName: 'encryption', complianceType: 'COMPLIANT' },
          { configRuleName: 'ssl-only', complianceType: 'NON_COMPLIANT' },
        ],
      },
    });
    expect(observations?.map(({ rule }) => rule)).toEqual(['public-read', 'ssl-only']);
    expect(observations?.[0]).toEqual({
      source: 'config',
      rule: 'public-read',
      account: '111122223333',
      region: 'eu-west-1',
      resource: { type: 'AWS::S3::Bucket', id: 'logs' },
      observedAt: '2026-11-01T00:00:00Z',
    });
  });

  test('a row of another shape is not the same as a row without failures', () => {
    expect(observationsFrom({ ...place, configuration: 'text' })).toBeUndefined();
    expect(observationsFrom(undefined)).toBeUndefined();
  });

  test.each([
    ['a record', { 'aws:cloudformation:logical-id': 'Logs' }],
    ['keys and values', [{ key: 'aws:cloudformation:logical-id', value: 'Logs' }]],
    [
      'all three fields',
      [{ key: 'aws:cloudformation:logical-id', value: 'Logs', tag: 'aws:cloudformation:logical-id=Logs' }],
    ],
    ['joined texts', [{ tag: 'aws:cloudformation:logical-id=Logs' }]],
  ])('tags are read from %s', (_shape, tags) => {
    const detail = detailFrom({ ...place, resourceType: 'AWS::S3::Bucket', resourceId: 'logs', tags });
    expect(detail?.tags).toEqual({ 'aws:cloudformation:logical-id': 'Logs' });
  });

  test('a resource without tags, name and ARN still has details', () => {
    expect(
      detailFrom({
        ...place,
        resourceType: 'AWS::S3::Bucket',
        resourceId: 'logs',
        resourceName: null,
        tags: null,
      }),
    ).toEqual({
      account: '111122223333',
      region: 'eu-west-1',
      type: 'AWS::S3::Bucket',
      id: 'logs',
      tags: {},
    });
  });

  test.each([
    [{ publicIp: '203.0.113.7' }, '203.0.113.7'],
    [{}, undefined],
    ['another shape', undefined],
  ])('an Elastic IP address with %o has its address as name: %s', (configuration, name) => {
    const address = { ...place, resourceType: 'AWS::EC2::EIP', resourceId: 'eipalloc-1', configuration };
    expect(detailFrom(address)?.name).toBe(name);
  });

  test('no other resource has a public address as name', () => {
    const configuration = { publicIp: '203.0.113.7' };
    const other = { ...place, resourceType: 'AWS::New::Thing', resourceId: 'thing-1', configuration };
    expect(detailFrom(other)).not.toHaveProperty('name');
  });

  test('a stack contains only resources that exist', () => {
    const resources = stackResourcesFrom({
      ...place,
      resourceId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1',
      resourceName: 'shop',
      supplementaryConfiguration: {
        StackResourceSummaries: [
          { logicalResourceId: 'Logs', physicalResourceId: 'logs-1', resourceType: 'AWS::S3::Bucket' },
          { logicalResourceId: 'Failed', resourceType: 'AWS::SNS::Topic' },
        ],
      },
    });
    expect(resources).toEqual([
      {
        account: '111122223333',
        region: 'eu-west-1',
        stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1',
        stackName: 'shop',
        logicalId: 'Logs',
        physicalId: 'logs-1',
        type: 'AWS::S3::Bucket',
      },
    ]);
  });

  test.each([
    [{ creationTime: 0, lastUpdatedTime: '2026-11-24T09:00:00Z' }, '2026-11-24T09:00:00.000Z'],
    [{ creationTime: '2026-11-24T09:00:00Z', lastUpdatedTime: null }, '2026-11-24T09:00:00.000Z'],
    [{ creationTime: { of: 'another shape' } }, undefined],
    [undefined, undefined],
  ])('a stack has the change time of %o, and is read with any date', (configuration, updated) => {
    const row = {
      ...place,
      resourceId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/1',
      ...(configuration && { configuration }),
      supplementaryConfiguration: {
        StackResourceSummaries: [
          { logicalResourceId: 'Logs', physicalResourceId: 'logs-1', resourceType: 'AWS::S3::Bucket' },
        ],
      },
    };
    expect(stackStateFrom(row)?.updated).toBe(updated);
    expect(stackResourcesFrom(row)).toMatchObject([{ stackName: 'shop', logicalId: 'Logs' }]);
  });
});

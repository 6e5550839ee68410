import { describe, expect, test } from 'vitest';
import {
  failingResources,
  recordedCompliance,
  resourceDetails,
} from '../../../../../daemon/integrations/aws/config/queries.ts';

const accounts = (count: number) => Array.from({ length: count }, (_, at) => String(100000000000 + at));
const namedIn = (expressions: readonly string[], pattern: RegExp) =>
  expressions.flatMap((expression) => expression.match(pattern) ?? []);

describe('queries of Config', () => {
  test('one expression covers all accounts of an ordinary team', () => {
    const [expression, ...more] = failingResources(accounts(12));
    expect(more).toEqual([]);
    expect(expression).toContain("configuration.complianceType = 'NON_COMPLIANT'");
    expect(expression).toContain("accountId IN ('100000000000', '100000000001'");
  });

  test('a query of a single account has no condition on accounts', () => {
    expect(failingResources(undefined)).toHaveLength(1);
    expect(failingResources(undefined)[0]).not.toContain('accountId IN');
  });

  test('many accounts are spread over expressions that AWS accepts, each account exactly once', () => {
    const expressions = failingResources(accounts(900));
    expect(expressions.length).toBeGreaterThan(1);
    for (const expression of expressions) expect(expression.length).toBeLessThanOrEqual(4096);
    expect(namedIn(expressions, /'\d{12}'/g)).toEqual(accounts(900).map((id) => `'${id}'`));
  });

  test('grouping stays at the end of the expression', () => {
    expect(recordedCompliance(accounts(2))[0]).toMatch(
      /accountId IN \([^)]*\) GROUP BY accountId, awsRegion$/,
    );
  });

  test('details of resources need few expressions, each naming only the accounts of its resources', () => {
    const wanted = accounts(40).flatMap((account) =>
      Array.from({ length: 10 }, (_, at) => ({
        account,
        type: 'AWS::S3::Bucket',
        id: `bucket-${account}-${at}`,
      })),
    );
    const expressions = resourceDetails(wanted, true);
    for (const expression of expressions) expect(expression.length).toBeLessThanOrEqual(4096);
    expect(namedIn(expressions, /'bucket-[^']*'/g).sort()).toEqual(wanted.map(({ id }) => `'${id}'`).sort());
    expect(expressions.length).toBeLessThan(8);
    expect(namedIn(expressions.slice(0, 1), /'\d{12}'/g).length).toBeLessThan(20);
  });

  test('a name that could end its quotes is left out instead of changing the query', () => {
    const wanted = [
      { account: '1', type: 'AWS::S3::Bucket', id: "x') OR resourceId IN ('y" },
      { account: '1', type: 'AWS::S3::Bucket', id: 'plain' },
    ];
    const [expression] = resourceDetails(wanted, false);
    expect(expression).toContain("resourceId IN ('plain')");
    expect(expression).not.toContain('OR');
  });

  test('an address is requested only if one is wanted', () => {
    const bucket = { account: '1', type: 'AWS::S3::Bucket', id: 'plain' };
    const address = { account: '1', type: 'AWS::EC2::EIP', id: 'eipalloc-1' };
    expect(resourceDetails([bucket], false)[0]).not.toContain('configuration');
    expect(resourceDetails([address, bucket], false)[0]).toMatch(
      /^SELECT [^=]*, configuration.publicIp WHERE /,
    );
  });

  test('an empty list of resources makes no query', () => {
    expect(resourceDetails([], true)).toEqual([]);
  });
});

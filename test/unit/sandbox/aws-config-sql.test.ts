import { expect, test } from 'vitest';
import { parseQuery } from '../../../daemon/sandbox/aws/config-sql.ts';
import { compile } from '../../../daemon/sandbox/aws/config-sql-conditions.ts';
import { resultsOf } from '../../../daemon/sandbox/aws/config-sql-results.ts';
import { Refusal } from '../../../daemon/sandbox/aws/refusal.ts';

const items = [
  {
    resourceId: 'alpha',
    resourceType: 'AWS::S3::Bucket',
    accountId: '111111111111',
    awsRegion: 'eu-west-1',
    tags: [{ key: 'team', value: 'payments', tag: 'team=payments' }],
    configuration: {
      size: 10,
      encrypted: true,
      rules: [
        { name: 'A', type: 'COMPLIANT' },
        { name: 'B', type: 'NON_COMPLIANT' },
      ],
    },
  },
  {
    resourceId: 'beta',
    resourceType: 'AWS::S3::Bucket',
    accountId: '222222222222',
    awsRegion: 'eu-west-1',
    tags: [],
    configuration: { size: 30, encrypted: false, rules: [{ name: 'B', type: 'COMPLIANT' }] },
  },
  {
    resourceId: 'gamma',
    resourceType: 'AWS::EC2::Volume',
    accountId: '222222222222',
    awsRegion: 'us-east-1',
    tags: [],
    configuration: { size: 20, encrypted: true },
  },
];

function run(expression: string): unknown[] {
  const query = parseQuery(expression);
  const { rows, write } = resultsOf(query, items.filter(compile(query.where)));
  return rows.map((row) => JSON.parse(write(row)));
}

const idsWhere = (condition: string) =>
  run(`SELECT resourceId WHERE ${condition}`).map((row) => (row as { resourceId: string }).resourceId);

test.each<[string, string[]]>([
  ["resourceType = 'AWS::S3::Bucket'", ['alpha', 'beta']],
  ["resourceType <> 'AWS::S3::Bucket'", ['gamma']],
  ["resourceType != 'AWS::S3::Bucket'", ['gamma']],
  ["NOT resourceType = 'AWS::S3::Bucket'", ['gamma']],
  ['configuration.size > 10', ['beta', 'gamma']],
  ['configuration.size >= 10 AND configuration.size < 30', ['alpha', 'gamma']],
  ['configuration.size BETWEEN 15 AND 30', ['beta', 'gamma']],
  ['configuration.encrypted = true', ['alpha', 'gamma']],
  ["resourceId IN ('alpha', 'gamma', 'delta')", ['alpha', 'gamma']],
  ["resourceId LIKE 'alp%'", ['alpha']],
  ["resourceId LIKE 'alph_'", ['alpha']],
  ["resourceId LIKE 'bet%' or resourceId like 'gam%'", ['beta', 'gamma']],
  ["resourceId = 'alpha' OR resourceId = 'beta' AND awsRegion = 'us-east-1'", ['alpha']],
  ["(resourceId = 'alpha' OR resourceId = 'gamma') AND awsRegion = 'us-east-1'", ['gamma']],
  ["tags.tag = 'team=payments'", ['alpha']],
  ["configuration.missing = 'x'", []],
  ["configuration.missing != 'x'", []],
])('WHERE %s finds %j', (condition, expected) => {
  expect(idsWhere(condition)).toEqual(expected);
});

test('each condition on a list is checked against all of its elements', () => {
  // No single rule is both A and failing, but the item matches, as AWS documents.
  expect(idsWhere("configuration.rules.name = 'A' AND configuration.rules.type = 'NON_COMPLIANT'")).toEqual([
    'alpha',
  ]);
});

test('a row has only the selected properties, nested as in the item', () => {
  const [row] = run(
    "SELECT resourceId, configuration.size, configuration.rules.name, tags WHERE resourceId = 'alpha'",
  );
  expect(row).toEqual({
    resourceId: 'alpha',
    configuration: { size: 10, rules: [{ name: 'A' }, { name: 'B' }] },
    tags: [{ key: 'team', value: 'payments', tag: 'team=payments' }],
  });
});

test('a whole list can be selected', () => {
  expect(run("SELECT configuration.rules WHERE resourceId = 'beta'")).toEqual([
    { configuration: { rules: [{ name: 'B', type: 'COMPLIANT' }] } },
  ]);
});

test('SELECT * returns the top-level scalars', () => {
  expect(run("SELECT * WHERE resourceId = 'gamma'")).toEqual([
    {
      accountId: '222222222222',
      awsRegion: 'us-east-1',
      resourceId: 'gamma',
      resourceType: 'AWS::EC2::Volume',
    },
  ]);
});

test('groups are counted, by one or several properties', () => {
  expect(run('SELECT COUNT(*), accountId group by accountId')).toEqual([
    { 'COUNT(*)': 1, accountId: '111111111111' },
    { 'COUNT(*)': 2, accountId: '222222222222' },
  ]);
  expect(run('SELECT accountId, awsRegion, COUNT(*) GROUP BY accountId, awsRegion')).toHaveLength(3);
});

test('aggregations accept a property; without GROUP BY all items are one group', () => {
  expect(
    run(
      'SELECT COUNT(*), SUM(configuration.size), AVG(configuration.size), MIN(resourceId), MAX(configuration.size)',
    ),
  ).toEqual([
    {
      'COUNT(*)': 3,
      'SUM(configuration.size)': 60,
      'AVG(configuration.size)': 20,
      'MIN(resourceId)': 'alpha',
      'MAX(configuration.size)': 30,
    },
  ]);
  expect(run("SELECT COUNT(*) WHERE resourceId = 'unknown'")).toEqual([{ 'COUNT(*)': 0 }]);
});

test('rows are ordered by properties and by aggregations', () => {
  expect(run('SELECT resourceId, configuration.size ORDER BY configuration.size DESC')).toMatchObject([
    { resourceId: 'beta' },
    { resourceId: 'gamma' },
    { resourceId: 'alpha' },
  ]);
  expect(run('SELECT accountId, COUNT(*) GROUP BY accountId ORDER BY COUNT(*) DESC')).toMatchObject([
    { accountId: '222222222222' },
    { accountId: '111111111111' },
  ]);
});

test.each([
  ['', 'end of the expression'],
  ['SELECT', 'end of the expression'],
  ['SELECT resourceId FROM resources', 'FROM'],
  ['SELECT DISTINCT resourceId', 'DISTINCT'],
  ['SELECT resourceId AS id', 'AS'],
  ['SELECT resourceIds', 'resourceIds'],
  ['SELECT resourceId WHERE resourceName = NULL', 'NULL'],
  ['SELECT resourceId WHERE resourceName IS NULL', 'IS'],
  ["SELECT resourceId WHERE resourceId LIKE '%pha'", 'suffix'],
  ["SELECT resourceId WHERE resourceId LIKE 'al%'", 'three'],
  ["SELECT resourceId WHERE resourceId LIKE 'a_pha%'", 'suffix'],
  ["SELECT resourceId WHERE resourceId = 'alpha", "'"],
  ['SELECT resourceId WHERE resourceId = "alpha"', '"'],
  ['SELECT resourceId WHERE (resourceId = 1', 'end of the expression'],
  ['SELECT resourceId WHERE resourceId IN ()', ')'],
  ['SELECT resourceId; SELECT accountId', ';'],
  ['SELECT resourceId LIMIT 10', 'LIMIT'],
  ['SELECT resourceId ORDER BY accountId', 'not selected'],
  ['SELECT resourceId, COUNT(*)', 'resourceId'],
  ['SELECT resourceId GROUP BY resourceId', 'aggregation'],
  ['SELECT COUNT(*), accountId GROUP BY accountId HAVING COUNT(*) > 1', 'HAVING'],
  ['SELECT COUNT(*) GROUP BY accountId, awsRegion, resourceType, resourceId', 'up to 3'],
  ['SELECT COUNT(*), accountId GROUP BY accountId, awsRegion ORDER BY COUNT(*)', 'up to 1'],
  ['SELECT SUM(*)', '*'],
  ['DELETE resourceId', 'DELETE'],
])('%j is refused', (expression, named) => {
  const refusal = catchRefusal(() => parseQuery(expression));
  expect(refusal.code).toBe('InvalidExpressionException');
  expect(refusal.message).toContain(named);
});

test('conditions that are nested too deep for the stack are refused', () => {
  for (const opening of ['(', 'NOT ']) {
    const expression = `SELECT resourceId WHERE ${opening.repeat(1000)}resourceId = 1`;
    expect(catchRefusal(() => parseQuery(expression)).message).toContain('nested too deep');
  }
});

function catchRefusal(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

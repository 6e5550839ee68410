import { describe, expect, it } from 'vitest';
import { TemplateIndex } from '../../../../daemon/domain/linking/index/template-index.ts';
import { linkFindings } from '../../../../daemon/domain/linking/link-findings.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { finding, member, tags, workspace } from './builders.ts';
import { link, places } from './link-one.ts';

const bucket = 'AWS::S3::Bucket';
const queue = 'AWS::SQS::Queue';

describe('several templates that declare the same', () => {
  const twins = workspace({
    '/shop/b.json': { Logs: bucket, Jobs: queue },
    '/shop/a.json': { Logs: bucket, Jobs: queue },
  });

  it('are candidates in a stable order, and no template is chosen', () => {
    const found = link(finding({}, { tags: tags('Logs') }), twins, [
      member('Logs'),
      member('Jobs', { type: queue }),
    ]);

    expect(found).toMatchObject({ confidence: 'candidates' });
    expect(found.place).toBeUndefined();
    expect(places(found)).toEqual(['/shop/a.json Logs', '/shop/b.json Logs']);
    expect(found.evidence).toEqual({
      by: 'tags',
      stack: 'shop',
      logicalId: 'Logs',
      reason: { kind: 'alike', places: 2 },
    });
  });

  it('are candidates if they give the same name', () => {
    const named = { Type: bucket, Properties: { BucketName: 'shop-logs-1abc' } };
    const found = link(
      finding({}),
      workspace({ '/shop/a.json': { A: named }, '/shop/b.json': { B: named } }),
    );

    expect(found.confidence).toBe('candidates');
    expect(places(found)).toEqual(['/shop/a.json A', '/shop/b.json B']);
    expect(found.evidence).toEqual({
      by: 'name',
      name: 'shop-logs-1abc',
      reason: { kind: 'several', places: 2 },
    });
  });

  it('are distinguished by the other resources of the stack', () => {
    const index = workspace({
      '/shop/a.json': { Logs: bucket, Jobs: queue, Mail: queue },
      '/shop/b.json': { Logs: bucket, Alarms: queue, Mail: queue },
    });
    const stack = ['Alarms', 'Mail'].map((id) => member(id, { type: queue }));
    const found = link(finding({}, { tags: tags('Logs') }), index, [member('Logs'), ...stack]);

    expect(places(found)).toEqual(['/shop/b.json Logs']);
    // Sharing ranks and does not prove: another repository may hold the same.
    expect(found.confidence).toBe('probable');
    expect(found.evidence).toMatchObject({
      by: 'tags',
      stack: 'shop',
      logicalId: 'Logs',
      reason: { kind: 'most-shared', agreement: { shared: 3, total: 3, isComplete: true } },
    });
  });

  it('are distinguished even if none has all of the stack, and the link says how much', () => {
    const ids = ['A', 'B', 'C', 'D'];
    const index = workspace({
      '/shop/a.json': { Logs: bucket, A: queue, B: queue, C: queue },
      '/shop/b.json': { Logs: bucket },
    });
    const stack = [member('Logs'), ...ids.map((id) => member(id, { type: queue }))];
    const found = link(finding({}, { tags: tags('Logs') }), index, stack);

    expect(places(found)).toEqual(['/shop/a.json Logs']);
    expect(found.confidence).toBe('probable');
    expect(found.evidence).toMatchObject({
      reason: { kind: 'most-shared', agreement: { shared: 4, total: 5 }, others: 1 },
    });
  });

  it('are distinguished by a literal name: another name is another template', () => {
    const index = workspace({
      '/shop/a.json': { Logs: { Type: bucket, Properties: { BucketName: 'other' } } },
      '/shop/b.json': { Logs: { Type: bucket, Properties: { BucketName: { Ref: 'Name' } } } },
    });
    const logs = finding({ name: 'shop-logs-1abc' }, { tags: tags('Logs') });
    const found = link(logs, index);

    expect(places(found)).toEqual(['/shop/b.json Logs']);
    expect(
      link(
        logs,
        workspace({ '/shop/a.json': { Logs: { Type: bucket, Properties: { BucketName: 'other' } } } }),
      ),
    ).toMatchObject({
      confidence: 'none',
      evidence: { reason: { kind: 'other-name' } },
    });
  });

  it('are distinguished by the literal name of the resource', () => {
    const index = workspace({
      '/shop/a.json': { Logs: bucket },
      '/shop/b.json': { Logs: { Type: bucket, Properties: { BucketName: 'shop-logs-1abc' } } },
    });
    const found = link(finding({ name: 'shop-logs-1abc' }, { tags: tags('Logs') }), index);

    expect(places(found)).toEqual(['/shop/b.json Logs']);
    expect(found).toMatchObject({
      confidence: 'certain',
      evidence: { reason: { kind: 'most-shared', isNamed: true } },
    });
  });

  it('show the first twenty of many, and say so', () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, number) => [`/shop/${number}.json`, { Logs: bucket }]),
    );
    const found = link(finding({}, { tags: tags('Logs') }), workspace(many));

    expect(found.candidates).toHaveLength(20);
    expect(found.evidence).toMatchObject({
      reason: { kind: 'alike', places: 30 },
      qualifiers: [{ kind: 'first-shown', shown: 20 }],
    });
  });

  it('show first the one with the most of the stack, and each once', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, number) => [`/shop/${number}.json`, { Logs: bucket }]),
    );
    const index = workspace({ ...many, '/shop/z.json': { Logs: bucket, Jobs: queue } });
    const found = link(finding({}, { tags: tags('Logs') }), index, [
      member('Logs'),
      member('Jobs', { type: queue }),
    ]);

    expect(found.candidates).toHaveLength(20);
    expect(places(found)[0]).toBe('/shop/z.json Logs');
    expect(new Set(places(found)).size).toBe(20);
  });

  it('show sources first if too many are alike, and say how many there are', () => {
    const names = Array.from({ length: 100 }, (_, number) => `${number % 2 ? 'archive/' : ''}${number}`);
    const many = Object.fromEntries(names.map((name) => [`/w/${name}.json`, { Logs: bucket, Jobs: queue }]));
    const index = workspace(many, ['/w']);
    const found = link(finding({}, { tags: tags('Logs') }), index, [
      member('Logs'),
      member('Jobs', { type: queue }),
    ]);

    expect(found.confidence).toBe('candidates');
    expect(found.candidates).toHaveLength(20);
    expect(places(found).filter((place) => place.includes('archive'))).toEqual([]);
    expect(found.unlisted).toBe(80);
    expect(found.evidence).toMatchObject({ reason: { kind: 'too-many', places: 100 } });
  });

  it('are distinguished by resources that SAM generates without a declaration, even among many others', () => {
    const lambda = 'AWS::Lambda::Function';
    const role = 'AWS::IAM::Role';
    const many = Array.from({ length: 40 }, (_, number) => [
      [`/w/f${number}.json`, { Function: lambda }],
      [`/w/r${number}.json`, { FunctionRole: role }],
    ]).flat();
    const index = workspace({
      ...Object.fromEntries(many),
      '/w/plain.json': { Function: lambda, FunctionRole: role },
      '/w/orders/sam.json': { Function: 'AWS::Serverless::Function' },
    });
    const found = link(finding({ type: lambda, id: 'f' }, { tags: tags('Function', 'orders') }), index, [
      member('Function', { type: lambda, stackName: 'orders', physicalId: 'f' }),
      member('FunctionRole', { type: role, stackName: 'orders' }),
      member('ServerlessRestApi', { type: 'AWS::ApiGateway::RestApi', stackName: 'orders' }),
      member('ServerlessRestApiProdStage', { type: 'AWS::ApiGateway::Stage', stackName: 'orders' }),
    ]);

    expect(found).toMatchObject({ confidence: 'probable', place: { file: '/w/orders/sam.json' } });
    expect(found.evidence).toMatchObject({ reason: { agreement: { shared: 4, total: 4 } } });
  });

  it('show the one with the most of the stack, even if it creates the resource in another way', () => {
    const role = 'AWS::IAM::Role';
    const index = workspace({
      '/w/a/template.json': { Function: 'AWS::Serverless::Function', Jobs: queue },
      '/w/b/template.json': { FunctionRole: role },
    });
    const found = link(finding({ type: role, id: 'r' }, { tags: tags('FunctionRole') }), index, [
      member('FunctionRole', { type: role }),
      member('Function', { type: 'AWS::Lambda::Function' }),
      member('Jobs', { type: queue }),
    ]);

    expect(places(found)).toEqual(['/w/a/template.json Function', '/w/b/template.json FunctionRole']);
    expect(found.evidence).toMatchObject({ reason: { places: 2 } });
  });

  it('show sources before their copies', () => {
    const names = ['archive/a', 'dist/a', 'a'].map((name) => `/w/${name}.json`);
    const index = workspace(Object.fromEntries(names.map((name) => [name, { Logs: bucket }])), ['/w']);

    expect(places(link(finding({}, { tags: tags('Logs') }), index))).toEqual([
      '/w/a.json Logs',
      '/w/archive/a.json Logs',
      '/w/dist/a.json Logs',
    ]);
  });

  it('are distinguished by tags of resources that several types create', () => {
    const topic = 'AWS::SNS::Topic';
    const table = { A: topic, B: topic, T: 'AWS::DynamoDB::GlobalTable' };
    const index = workspace({ '/w/orders/a.json': table, '/w/orders/b.json': { A: topic, B: topic } });
    const tagged = (id: string, type: string) =>
      finding({ type, id: id.toLowerCase() }, { key: id, tags: tags(id, 'orders') });
    const all = [tagged('A', topic), tagged('B', topic), tagged('T', 'AWS::DynamoDB::Table')];
    const links = linkFindings(all, { stacks: [], templateHashes: new Map() }, index);

    for (const key of ['A', 'B', 'T'])
      expect(links.get(key)).toMatchObject({ confidence: 'probable', place: { file: '/w/orders/a.json' } });
  });

  it('are two places if one template declares it twice', () => {
    const index = new TemplateIndex();
    const twice = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n  Logs:\n    Type: AWS::S3::Bucket\n';
    index.update('/shop/a.yaml', readTemplate('/shop/a.yaml', twice));

    expect(link(finding({}, { tags: tags('Logs') }), index).candidates?.map(({ line }) => line)).toEqual([
      1, 3,
    ]);
  });
});

describe('a template that has few of the stack’s resources', () => {
  it('is only a candidate, even if no other declares the logical id', () => {
    const stack = [member('Logs'), ...['A', 'B', 'C', 'D'].map((id) => member(id, { type: queue }))];
    const found = link(
      finding({}, { tags: tags('Logs') }),
      workspace({ '/shop/a.json': { Logs: bucket } }),
      stack,
    );

    expect(found).toMatchObject({ confidence: 'candidates' });
    expect(places(found)).toEqual(['/shop/a.json Logs']);
    expect(found.evidence).toEqual({
      by: 'tags',
      stack: 'shop',
      logicalId: 'Logs',
      reason: { kind: 'few-shared', agreement: { shared: 1, total: 5, isComplete: true } },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { finding, member, tags, template, workspace } from './builders.ts';
import { link, places } from './link-one.ts';

const bucket = 'AWS::S3::Bucket';
const queue = 'AWS::SQS::Queue';

describe('a stack', () => {
  const index = workspace({ '/shop/a.json': { It: bucket } });

  it('is identified by its id: one of the same name elsewhere is another stack', () => {
    const abroad = ['A', 'B', 'C'].map((id) => member(id, { region: 'us-east-1', type: queue }));

    expect(link(finding({}, { tags: tags('It') }), index, abroad).evidence).toMatchObject({
      reason: { kind: 'stack-unlisted' },
    });
  });

  it('is identified by its id: a role, which has no region, leads to the stack that created it', () => {
    const type = 'AWS::IAM::Role';
    const stacks = ['eu-west-1', 'us-east-1'].flatMap((region) => [
      member('Role', { region, type, physicalId: `role-${region}` }),
      member(`In-${region}`, { region, type: queue }),
      member(`And-${region}`, { region, type: queue }),
    ]);
    const index = workspace({
      '/shop/eu.json': { Role: type, 'In-eu-west-1': queue, 'And-eu-west-1': queue },
      '/shop/us.json': { Role: type, 'In-us-east-1': queue, 'And-us-east-1': queue },
    });
    const role = finding(
      { type, id: 'AROA1' },
      { region: 'global', tags: tags('Role', 'shop', 'us-east-1') },
    );

    expect(places(link(role, index, stacks))).toEqual(['/shop/us.json Role']);
  });

  it('is found in another region for a global resource', () => {
    const roles = workspace({ '/shop/a.json': { Role: 'AWS::IAM::Role' } });
    const abroad = [member('Role', { type: 'AWS::IAM::Role', region: 'us-east-1', physicalId: 'shop-role' })];
    const role = finding({ type: 'AWS::IAM::Role', id: 'AROA1', name: 'shop-role' }, { region: 'global' });
    const named = finding({ type: 'AWS::IAM::Role', id: 'shop-role' }, { source: 'guardduty' });

    expect(places(link(role, roles, abroad))).toEqual(['/shop/a.json Role']);
    expect(places(link(named, roles, abroad))).toEqual(['/shop/a.json Role']);
  });

  it('of another account or region does not contain resources of this one', () => {
    const bucketHere = finding({ id: 'x' });
    const elsewhere = [
      member('It', { physicalId: 'x', account: '999900001111' }),
      member('It', { physicalId: 'x', region: 'us-east-1' }),
    ];

    expect(link(bucketHere, index, elsewhere).confidence).toBe('none');
  });

  it.each([
    ['its name', 'AWS::IAM::User', { id: 'AIDA1', name: 'worker' }, 'worker'],
    [
      'its ARN',
      'AWS::ECS::Service',
      { id: 'x', arn: 'arn:aws:ecs:e:1:service/c/s' },
      'arn:aws:ecs:e:1:service/c/s',
    ],
    [
      'the end of its ARN',
      'AWS::ApiGateway::RestApi',
      { id: 'a', arn: 'arn:aws:apigateway:e::/restapis/q1' },
      'q1',
    ],
    ['its name in lower case', 'AWS::RDS::DBInstance', { id: 'db-ABC', name: 'ledger' }, 'Ledger'],
    ['name, id and scope', 'AWS::WAFv2::WebACL', { id: 'u-1', name: 'front' }, 'front|u-1|REGIONAL'],
  ])('may list a resource by %s', (_, type, resource, physicalId) => {
    const declared = workspace({ '/shop/a.json': { It: type } });

    expect(
      places(link(finding({ type, ...resource }), declared, [member('It', { type, physicalId })])),
    ).toEqual(['/shop/a.json It']);
  });

  it('contains a stage only with its API: every API has a stage of that name', () => {
    const type = 'AWS::ApiGateway::Stage';
    const stacks = ['shop', 'bank'].flatMap((stackName) => [
      member('Api', { stackName, type: 'AWS::ApiGateway::RestApi', physicalId: `${stackName}api` }),
      member(`${stackName}Stage`, { stackName, type, physicalId: 'prod' }),
    ]);
    const stage = (api: string) =>
      finding({ type, id: `arn:aws:apigateway:eu-west-1::/restapis/${api}/stages/prod`, name: 'prod' });
    const stages = workspace({
      '/shop/shop.json': { shopStage: type },
      '/shop/bank.json': { bankStage: { Type: type, Properties: { StageName: 'prod' } } },
    });

    expect(places(link(stage('shopapi'), stages, stacks))).toEqual(['/shop/shop.json shopStage']);
    expect(places(link(stage('bankapi'), stages, stacks))).toEqual(['/shop/bank.json bankStage']);
    expect(link(stage('otherapi'), stages, stacks).confidence).toBe('none');
  });
});

describe('an index', () => {
  it('follows a file that changes, breaks and is deleted', () => {
    const logs = finding({}, { tags: tags('Logs') });
    const index = workspace({ '/shop/a.json': { Logs: bucket } });

    index.update(
      '/shop/a.json',
      readTemplate('/shop/a.json', '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"'),
    );
    expect(places(link(logs, index))).toEqual(['/shop/a.json Logs']);
    expect(index.files.get('/shop/a.json')?.error).toMatchObject({ facts: { line: 0 } });

    index.update('/shop/a.json', template('/shop/a.json', { Moved: bucket }));
    expect(link(logs, index).confidence).toBe('none');
    expect(places(link(finding({}, { tags: tags('Moved') }), index))).toEqual(['/shop/a.json Moved']);

    index.update('/shop/a.json', undefined);
    expect(link(finding({}, { tags: tags('Moved') }), index).confidence).toBe('none');
    expect(index.files.size).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { at, causeIn, recordOf } from './cause-in-template.ts';

describe('a cause on the resource itself', () => {
  const database = (properties: string) => `
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
${properties}`;
  const rule = 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK';

  it('is at the property’s key and has its value', () => {
    const cause = causeIn(database('      PubliclyAccessible: true'), rule, 'Ledger');

    expect(cause.place).toEqual({
      file: '/w/template.yaml',
      line: 6,
      column: 6,
      endColumn: 24,
      logicalId: 'Ledger',
    });
    expect(cause.reasons).toEqual([
      {
        kind: 'set',
        property: 'PubliclyAccessible',
        value: 'true',
        requirement: recordOf(rule).places[0]?.look,
      },
    ]);
  });

  it('is at the property whose value is not plain, without a value', () => {
    const cause = causeIn(database('      PubliclyAccessible: !Ref Open'), rule, 'Ledger');

    expect(at(cause)).toBe('Ledger.PubliclyAccessible:7');
    expect(cause.reasons).toMatchObject([{ kind: 'set', property: 'PubliclyAccessible' }]);
    expect(cause.reasons[0]).not.toHaveProperty('value');
  });

  it('has no place if the property is missing, and says what AWS does then', () => {
    const cause = causeIn(database(''), rule, 'Ledger');

    expect(cause).toEqual({
      property: 'PubliclyAccessible',
      reasons: [
        { kind: 'not-set', property: 'PubliclyAccessible', effect: recordOf(rule).places[0]?.absent },
      ],
    });
  });

  it.each(['false', 'False', "'false'", 'no', 'No', 'off'])(
    'says that the deployed resource differs if the template has %s',
    (value) => {
      const cause = causeIn(database(`      PubliclyAccessible: ${value}`), rule, 'Ledger');

      expect(at(cause)).toBe('Ledger.PubliclyAccessible:7');
      expect(cause.reasons).toEqual([
        {
          kind: 'right-already',
          property: 'PubliclyAccessible',
          value: expect.stringMatching(/^(false|no|off)$/i),
        },
      ]);
    },
  );

  it('is unknown if the resource is declared with a type that creates it in another way', () => {
    const cause = causeIn(database('').replace('RDS::DBInstance', 'Serverless::Function'), rule, 'Ledger');

    expect(cause).toEqual({
      reasons: [{ kind: 'unknown', logicalId: 'Ledger', type: 'AWS::Serverless::Function' }],
    });
  });

  it('cuts a long value', () => {
    const cause = causeIn(database(`      PubliclyAccessible: ${'x'.repeat(10_000)}`), rule, 'Ledger');

    expect(cause.reasons).toMatchObject([{ kind: 'set', value: `${'x'.repeat(60)}…` }]);
  });

  it.each([
    ['MetadataOptions', 'EC2_IMDSV2_CHECK', 'AWS::EC2::Instance', '{ HttpTokens: optional }'],
    ['ResourcesVpcConfig', 'EKS_ENDPOINT_NO_PUBLIC_ACCESS', 'AWS::EKS::Cluster', '{ SubnetIds: [a] }'],
    ['Instances', 'EMR_MASTER_NO_PUBLIC_IP', 'AWS::EMR::Cluster', '{ Ec2SubnetId: a }'],
    ['Encrypted', 'ENCRYPTED_VOLUMES', 'AWS::EC2::Volume', 'false'],
    ['PolicyDocument', 'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', 'AWS::IAM::ManagedPolicy', '{}'],
  ])('is at the key of %s, independently of the values nested in it', (property, identifier, type, value) => {
    const cause = causeIn(
      `  It:\n    Type: ${type}\n    Properties:\n      ${property}: ${value}\n`,
      identifier,
      'It',
      type,
    );

    expect(at(cause)).toBe(`It.${property}:5`);
  });

  it('is the launch template if an instance takes its metadata options from one', () => {
    const cause = causeIn(
      `
  Worker:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate: { LaunchTemplateId: !Ref Base, Version: '1' }
  Base:
    Type: AWS::EC2::LaunchTemplate
`,
      'EC2_IMDSV2_CHECK',
      'Worker',
    );

    expect(at(cause)).toBe('Worker.LaunchTemplate:6');
    expect(cause.reasons).toMatchObject([
      { kind: 'not-set', property: 'MetadataOptions' },
      { kind: 'set', property: 'LaunchTemplate', requirement: { en: expect.stringContaining('HttpTokens') } },
    ]);
  });
});

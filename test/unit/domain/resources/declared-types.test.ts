import { describe, expect, it } from 'vitest';
import { declaredAs, namingProperty } from '../../../../daemon/domain/resources/declared-types.ts';
import { isLowerCase, isNamed, namesOf } from '../../../../daemon/domain/resources/names.ts';
import { resourceTypes } from '../../../../daemon/domain/resources/resource-types.ts';

describe('a resource type', () => {
  it('that is not listed is declared under its own name and has no naming property', () => {
    expect(declaredAs('AWS::New::Thing')).toEqual(['AWS::New::Thing']);
    expect(declaredAs('constructor')).toEqual(['constructor']);
    expect(namingProperty('AWS::New::Thing')).toBeUndefined();
  });

  it('that SAM declares has its own naming property', () => {
    expect(namingProperty('AWS::Serverless::Function')).toBe('FunctionName');
    expect(namingProperty('AWS::Serverless::StateMachine')).toBe('Name');
  });

  it('has no naming property if its name is not unique: every API has a stage `prod`', () => {
    expect(namingProperty('AWS::ApiGateway::Stage')).toBeUndefined();
    expect(namingProperty('AWS::ApiGatewayV2::Stage')).toBeUndefined();
  });

  it.each(['AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'])(
    'of RDS is that of %s, too, in lower case',
    (type) => {
      expect(declaredAs('AWS::RDS::DBCluster')).toContain(type);
      expect(isLowerCase(type)).toBe(true);
      expect(namingProperty(type)).toBe('DBClusterIdentifier');
    },
  );

  it('is never declared as the type of another', () => {
    const declared = Object.keys(resourceTypes).flatMap(declaredAs);

    expect(declared.filter((type, index) => declared.indexOf(type) !== index)).toEqual([]);
  });
});

describe('a literal name', () => {
  it.each([
    ['AWS::S3::Bucket', 'Logs', 'logs', true],
    ['AWS::RDS::DBInstance', 'Ledger', 'ledger', true],
    ['AWS::RDS::DBCluster', 'Ledger', 'LEDGER', true],
    ['AWS::Lambda::Function', 'Hook', 'hook', false],
    ['AWS::IAM::Role', 'Role', 'role', false],
  ])('of %s: %s and %s are the same: %s', (type, literal, name, same) => {
    expect(isNamed({ type, id: 'x', name }, literal)).toBe(same);
  });

  it('is a task definition without its revision', () => {
    const web = { type: 'AWS::ECS::TaskDefinition', id: 'web', name: 'web:12' };

    expect(isNamed(web, 'web')).toBe(true);
    expect(isNamed(web, 'web:1')).toBe(false);
  });

  it('is a secret without the six characters of its ARN, and no shorter one', () => {
    const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-secret-AbCd12';
    const secret = { type: 'AWS::SecretsManager::Secret', id: arn, arn };

    expect(isNamed({ ...secret, name: 'shop/db-secret' }, 'shop/db-secret')).toBe(true);
    expect(isNamed({ ...secret, name: 'shop/db-secret-AbCd12' }, 'shop/db-secret')).toBe(true);
    expect(isNamed({ ...secret, name: 'shop/db-secret' }, 'shop/db')).toBe(false);
  });

  it('is the end of an id that is an address', () => {
    expect(namesOf({ type: 'AWS::SNS::Topic', id: 'arn:aws:sns:eu-west-1:1:alarms' })).toEqual(['alarms']);
    expect(namesOf({ type: 'AWS::SQS::Queue', id: 'https://sqs.eu-west-1.amazonaws.com/1/jobs' })).toEqual([
      'jobs',
    ]);
    expect(namesOf({ type: 'AWS::ECR::Repository', id: 'team/app' })).toEqual(['team/app']);
  });
});

import { describe, expect, it } from 'vitest';
import type { TemplatePlace } from '#protocol/links.ts';
import {
  type PlacedCause,
  placeCause,
  withCauses,
} from '../../../../../daemon/domain/linking/causes/place-cause.ts';
import { causeOf } from '../../../../../daemon/domain/rules/catalogue.ts';
import {
  readTemplate,
  type TemplateFile,
} from '../../../../../daemon/domain/templates/read/read-template.ts';
import { finding } from '../builders.ts';

function read(resources: string): TemplateFile {
  const template = readTemplate('/w/template.yaml', `Resources:\n${resources}`);
  if (!template) throw new Error('no template');
  return template;
}

function causeIn(
  resources: string,
  ruleIdentifier: string,
  id: string,
  type = 'AWS::S3::Bucket',
): PlacedCause {
  const template = read(resources);
  const resource = template.resources.find((each) => each.id === id);
  const cause = causeOf({ source: 'config', rule: 'deployed', ruleIdentifier, resource: { type } });
  if (!resource || !cause) throw new Error('nothing to place');
  return placeCause(template, resource, cause);
}

/** `Id.Property:line`, the line 1-based as an editor counts. */
function at({ place, property }: Pick<PlacedCause, 'place' | 'property'>): string {
  return place ? `${place.logicalId}.${property}:${place.line + 1}` : `nowhere, ${property}`;
}

describe('a cause on the resource itself', () => {
  const database = (properties: string) => `
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
${properties}`;
  const rule = 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK';

  it('stands at the property’s key and says its value', () => {
    const cause = causeIn(database('      PubliclyAccessible: true'), rule, 'Ledger');

    expect(cause.place).toEqual({
      file: '/w/template.yaml',
      line: 6,
      column: 6,
      endColumn: 24,
      logicalId: 'Ledger',
    });
    expect(cause.text).toEqual({
      en: 'PubliclyAccessible is true here: it must be false.',
      ja: 'ここでは PubliclyAccessible が true です。false にする必要があります。',
    });
  });

  it('stands at the property whose value is not plain, without saying one', () => {
    const cause = causeIn(database('      PubliclyAccessible: !Ref Open'), rule, 'Ledger');

    expect(at(cause)).toBe('Ledger.PubliclyAccessible:7');
    expect(cause.text.en).toBe('PubliclyAccessible is set here: it must be false.');
  });

  it('has no place where the property is missing, and says what AWS does then', () => {
    const cause = causeIn(database(''), rule, 'Ledger');

    expect(cause).toEqual({
      property: 'PubliclyAccessible',
      text: {
        en: 'PubliclyAccessible is not set here: AWS then decides by the subnets; false mends this.',
        ja: 'ここでは PubliclyAccessible が設定されていません。既定値はサブネットによって決まります。false を指定すると直ります。',
      },
    });
  });

  it.each(['false', 'False', "'false'"])(
    'says that what is deployed differs, where the template says %s',
    (value) => {
      const cause = causeIn(database(`      PubliclyAccessible: ${value}`), rule, 'Ledger');

      expect(at(cause)).toBe('Ledger.PubliclyAccessible:7');
      expect(cause.text.en).toMatch(
        /^PubliclyAccessible is [Ff]alse here already: what is deployed differs, not deployed yet or changed by hand\.$/,
      );
    },
  );

  it('says that it knows of none, where the resource is declared with a type that makes it in its own way', () => {
    const cause = causeIn(database('').replace('RDS::DBInstance', 'Serverless::Function'), rule, 'Ledger');

    expect(cause).toEqual({
      text: {
        en: 'Nothing that Ledger (AWS::Serverless::Function) sets here is known to decide this: what is deployed differs, or it is decided elsewhere.',
        ja: 'Ledger（AWS::Serverless::Function）に、これを決めるとわかっている設定はありません。デプロイ済みのリソースが異なるか、別の場所で決まっています。',
      },
    });
  });

  it('shows no more of a long value than helps to find it', () => {
    const cause = causeIn(database(`      PubliclyAccessible: ${'x'.repeat(10_000)}`), rule, 'Ledger');

    expect(cause.text.en.length).toBeLessThan(200);
    expect(cause.text.ja.length).toBeLessThan(200);
  });

  it.each([
    ['MetadataOptions', 'EC2_IMDSV2_CHECK', 'AWS::EC2::Instance', '{ HttpTokens: optional }'],
    ['ResourcesVpcConfig', 'EKS_ENDPOINT_NO_PUBLIC_ACCESS', 'AWS::EKS::Cluster', '{ SubnetIds: [a] }'],
    ['Instances', 'EMR_MASTER_NO_PUBLIC_IP', 'AWS::EMR::Cluster', '{ Ec2SubnetId: a }'],
    ['Encrypted', 'ENCRYPTED_VOLUMES', 'AWS::EC2::Volume', 'false'],
    ['PolicyDocument', 'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', 'AWS::IAM::ManagedPolicy', '{}'],
  ])('stands at the key of %s, whatever is nested in it', (property, identifier, type, value) => {
    const cause = causeIn(
      `  It:\n    Type: ${type}\n    Properties:\n      ${property}: ${value}\n`,
      identifier,
      'It',
      type,
    );

    expect(at(cause)).toBe(`It.${property}:5`);
  });

  it('is the launch template, where an instance leaves its metadata options to one', () => {
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
    expect(cause.text.en).toMatch(
      /^MetadataOptions is not set here: .* LaunchTemplate is set here: HttpTokens/,
    );
  });
});

describe('a cause on another resource', () => {
  const bucket = (properties = '') => `
  Data:
    Type: AWS::S3::Bucket
    Properties:
      Tags: []
${properties}`;
  const policy = (of: string, id = 'Opens') => `
  ${id}:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: ${of}
      PolicyDocument: {}
`;
  const madeName = `!Sub "shop-\${AWS::AccountId}"`;
  const readable = 'S3_BUCKET_PUBLIC_READ_PROHIBITED';

  it('comes after the resource’s own, and is told beside it', () => {
    const block = '      PublicAccessBlockConfiguration: { BlockPublicAcls: true }\n';
    const cause = causeIn(bucket(block) + policy('!Ref Data'), readable, 'Data');

    expect(at(cause)).toBe('Data.PublicAccessBlockConfiguration:7');
    expect(cause.others?.map(at)).toEqual(['Opens.PolicyDocument:13']);
    expect(cause.others?.[0]?.text).toEqual({
      en: 'Opens (AWS::S3::BucketPolicy) may be what opens it: look for Principal "*" in its PolicyDocument.',
      ja: 'Opens（AWS::S3::BucketPolicy）が公開の原因かもしれません。PolicyDocument に Principal "*" がないか確認してください。',
    });
  });

  it('is the place, where the resource’s own is missing, and both are told', () => {
    const cause = causeIn(bucket() + policy('!Ref Data'), readable, 'Data');

    expect(at(cause)).toBe('Opens.PolicyDocument:12');
    expect(cause.text.en).toBe(
      'PublicAccessBlockConfiguration is not set here: nothing in this template blocks public access to it. ' +
        'Opens (AWS::S3::BucketPolicy) may be what opens it: look for Principal "*" in its PolicyDocument.',
    );
    expect(cause.others).toBeUndefined();
  });

  it('is not one that means another resource', () => {
    const cause = causeIn(
      bucket() + policy(`!Sub "\${Data}-logs"`) + policy('other', 'Plain'),
      readable,
      'Data',
    );

    expect(at(cause)).toBe('nowhere, PublicAccessBlockConfiguration');
  });

  it.each([
    ['a plain name', '      BucketName: shop-data', 'shop-data'],
    ['the same made name', `      BucketName: ${madeName}`, madeName],
  ])('is found by %s, too', (_how, name, of) => {
    expect(at(causeIn(bucket(`${name}\n`) + policy(of), readable, 'Data'))).toBe('Opens.PolicyDocument:13');
  });

  it('is told so often that a person reads it', () => {
    const policies = Array.from({ length: 100 }, (_, index) => policy('!Ref Data', `Opens${index}`));
    const cause = causeIn(bucket() + policies.join(''), readable, 'Data');

    expect(cause.others).toHaveLength(5);
  });

  it('comes before a canned ACL that opens nothing, and after one that may', () => {
    const acl = (name: string, more = '') =>
      causeIn(bucket(`      AccessControl: ${name}\n`) + more, readable, 'Data');

    expect(at(acl('Private', policy('!Ref Data')))).toBe('Opens.PolicyDocument:13');
    expect(at(acl('PublicRead', policy('!Ref Data')))).toBe('Data.AccessControl:7');
    expect(acl('PublicRead', policy('!Ref Data')).others?.map(at)).toEqual(['Opens.PolicyDocument:13']);
    expect(at(acl('Private'))).toBe('nowhere, PublicAccessBlockConfiguration');
  });

  it('is asked for, where the template has none and one would mend it', () => {
    expect(causeIn(bucket(), 'S3_BUCKET_SSL_REQUESTS_ONLY', 'Data').text.en).toBe(
      'No AWS::S3::BucketPolicy of this bucket is in this template: one that denies what comes without TLS mends it.',
    );
  });

  const group = `
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: g }
`;
  const ingress = (rule: string) => `
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Group.GroupId
${rule
  .split(', ')
  .map((line) => `      ${line}\n`)
  .join('')}`;

  it.each([
    ['IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0', 'Rule.CidrIp'],
    ["IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIpv6: '::/0'", 'Rule.CidrIp'],
    ["IpProtocol: '-1', CidrIp: 0.0.0.0/0", 'Rule.CidrIp'],
    ['IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: !Ref Cidr', 'Rule.CidrIp'],
    ['IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0', 'nowhere'],
    ['IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8', 'nowhere'],
    ['IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: sg-1', 'nowhere'],
  ])('is a standalone rule that may open SSH: %s → %s', (rule, expected) => {
    expect(at(causeIn(group + ingress(rule), 'INCOMING_SSH_DISABLED', 'Group'))).toMatch(
      new RegExp(`^${expected}\\b`),
    );
  });

  const hook = (type: string, more = '') => `
  Hook:
    Type: ${type}
    Properties:
      Handler: a.b
${more}`;
  const permission = (principal: string, of = '!GetAtt Hook.Arn') => `
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ${of}
      Principal: ${principal}
`;
  const invocable = 'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED';

  it.each([
    ["'*'", '!GetAtt Hook.Arn'],
    ["'*'", '!Ref Hook'],
    ["'*'", `!Sub "\${Hook.Arn}:live"`],
    ['s3.amazonaws.com', '!Ref Hook'],
  ])('is the permission that lets %s invoke %s', (principal, of) => {
    const template = hook('AWS::Serverless::Function') + permission(principal, of);

    expect(at(causeIn(template, invocable, 'Hook'))).toBe('Invoke.Principal:12');
  });

  it.each(['events.amazonaws.com', "'111122223333'", "'*'\n      SourceAccount: !Ref AWS::AccountId"])(
    'is no permission for %s alone',
    (principal) => {
      const cause = causeIn(hook('AWS::Lambda::Function') + permission(principal), invocable, 'Hook');

      expect(cause.place).toBeUndefined();
      expect(cause.text.en).toMatch(/^No AWS::Lambda::Permission in this template lets everyone invoke it/);
    },
  );

  it('is the URL of a SAM function, which a plain one cannot have', () => {
    const url = '      FunctionUrlConfig: { AuthType: NONE }\n';

    expect(at(causeIn(hook('AWS::Serverless::Function', url), invocable, 'Hook'))).toBe(
      'Hook.FunctionUrlConfig:7',
    );
    expect(causeIn(hook('AWS::Lambda::Function', url), invocable, 'Hook').place).toBeUndefined();
  });

  it('is the source of a replica and the cluster of an instance, which encrypt or not', () => {
    const databases = `
  Replica:
    Type: AWS::RDS::DBInstance
    Properties: { SourceDBInstanceIdentifier: !Ref Ledger }
  Member:
    Type: AWS::RDS::DBInstance
    Properties: { DBClusterIdentifier: !Ref Cluster }
  Far:
    Type: AWS::RDS::DBInstance
    Properties: { DBClusterIdentifier: !ImportValue cluster }
  Ledger:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: mysql }
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      StorageEncrypted: false
`;
    const cause = (id: string) => causeIn(databases, 'RDS_STORAGE_ENCRYPTED', id);

    // The source does not say StorageEncrypted: the place is its own key.
    expect(at(cause('Replica'))).toBe('Ledger.StorageEncrypted:12');
    expect(at(cause('Member'))).toBe('Cluster.StorageEncrypted:18');
    expect(at(cause('Far'))).toBe('Far.DBClusterIdentifier:11');
    expect(cause('Far').text.en).toMatch(/^What DBClusterIdentifier names decides this/);
    expect(cause('Ledger').text.en).toMatch(/^StorageEncrypted is not set here/);
  });

  it('is the subnet that gives an instance its address, unless it does not', () => {
    const instance = (map: string) => `
  Bastion:
    Type: AWS::EC2::Instance
    Properties: { SubnetId: !Ref Public }
  Public:
    Type: AWS::EC2::Subnet
    Properties: { MapPublicIpOnLaunch: ${map} }
  Address:
    Type: AWS::EC2::EIP
    Properties: { InstanceId: !Ref Bastion }
`;
    const cause = (map: string) => causeIn(instance(map), 'EC2_INSTANCE_NO_PUBLIC_IP', 'Bastion');

    expect(at(cause('true'))).toBe('Public.MapPublicIpOnLaunch:8');
    expect(cause('true').others?.map(at)).toEqual(['Address.InstanceId:11']);
    expect(at(cause('false'))).toBe('Address.InstanceId:11');
  });

  it('is the key that a template makes for a user', () => {
    const users = `
  Deployer:
    Type: AWS::IAM::User
  Key:
    Type: AWS::IAM::AccessKey
    Properties:
      UserName: !Ref Deployer
      Serial: 1
`;

    expect(at(causeIn(users, 'ACCESS_KEYS_ROTATED', 'Deployer'))).toBe('Key.Serial:9');
  });

  it('is the listener that answers HTTP, not the one for HTTPS', () => {
    const listener = (id: string, protocol: string) => `
  ${id}:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Edge
      Protocol: ${protocol}
      DefaultActions: []
`;
    const template = `
  Edge:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
${listener('Secure', 'HTTPS')}${listener('Plain', 'HTTP')}`;
    const cause = causeIn(template, 'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK', 'Edge');

    expect(at(cause)).toBe('Plain.DefaultActions:18');
    expect(cause.others).toBeUndefined();
  });
});

describe('links with their causes', () => {
  const template = read('  Data:\n    Type: AWS::S3::Bucket\n');
  const files = new Map([[template.path, template]]);
  const evidence = { en: 'e', ja: 'e' };
  const place = { file: template.path, line: 1, column: 2, endColumn: 6, logicalId: 'Data' };
  const causes = (ruleIdentifier: string, link: { place?: TemplatePlace }) => {
    const about = finding({}, { ruleIdentifier });
    return withCauses(new Map([[about.key, { evidence, ...link }]]), [about], files).get(about.key)?.cause;
  };

  it('have the cause that stands at their declaration', () => {
    expect(causes('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', { place })?.property).toBe('BucketEncryption');
  });

  it('have, of a logical id that is declared twice, that of the declaration they lead to', () => {
    const twice = read(
      '  Data:\n    Type: AWS::S3::Bucket\n    Properties: {BucketEncryption: {}}\n  Data:\n    Type: AWS::S3::Bucket\n',
    );
    const about = finding({}, { ruleIdentifier: 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED' });
    const textAt = (line: number) =>
      withCauses(
        new Map([[about.key, { evidence, place: { ...place, line } }]]),
        [about],
        new Map([[twice.path, twice]]),
      ).get(about.key)?.cause?.text.en;

    expect(textAt(1)).toMatch(/BucketEncryption is set here/);
    expect(textAt(4)).toMatch(/BucketEncryption is not set here/);
  });

  it('have none where it is not known which declaration, or which rule', () => {
    expect(causes('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', {})).toBeUndefined();
    expect(
      causes('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', { place: { ...place, logicalId: 'Gone' } }),
    ).toBe(undefined);
    expect(causes('CORP_CHECK', { place })).toBeUndefined();
  });

  it('say that nothing in a template mends it, wherever the resource is declared', () => {
    for (const link of [{}, { place }]) {
      expect(causes('ROOT_ACCOUNT_MFA_ENABLED', link)).toEqual({
        text: {
          en: 'Nothing in a template mends this: the root user signs in and mends it.',
          ja: 'テンプレートでは直せません。ルートユーザーでサインインして設定を変更します。',
        },
      });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { at, causeIn, recordOf } from './cause-in-template.ts';

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

  it('comes after the resource’s own property, as another possible cause', () => {
    const block = '      PublicAccessBlockConfiguration: { BlockPublicAcls: true }\n';
    const cause = causeIn(bucket(block) + policy('!Ref Data'), readable, 'Data');

    expect(at(cause)).toBe('Data.PublicAccessBlockConfiguration:7');
    expect(cause.others?.map(at)).toEqual(['Opens.PolicyDocument:13']);
    expect(cause.others?.[0]?.reason).toEqual({
      kind: 'other-resource',
      logicalId: 'Opens',
      type: 'AWS::S3::BucketPolicy',
      effect: recordOf(readable).places[2]?.says,
    });
  });

  it('is the place if the resource’s own property is missing, and the cause names both', () => {
    const cause = causeIn(bucket() + policy('!Ref Data'), readable, 'Data');

    expect(at(cause)).toBe('Opens.PolicyDocument:12');
    expect(cause.reasons).toMatchObject([
      { kind: 'not-set', property: 'PublicAccessBlockConfiguration' },
      { kind: 'other-resource', logicalId: 'Opens', type: 'AWS::S3::BucketPolicy' },
    ]);
    expect(cause.others).toBeUndefined();
  });

  it('is not a policy that refers to another resource', () => {
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

  it('is listed five times at most', () => {
    const policies = Array.from({ length: 100 }, (_, index) => policy('!Ref Data', `Opens${index}`));
    const cause = causeIn(bucket() + policies.join(''), readable, 'Data');

    expect(cause.others).toHaveLength(5);
  });

  it('comes before a canned ACL that is private, and after one that may be public', () => {
    const acl = (name: string, more = '') =>
      causeIn(bucket(`      AccessControl: ${name}\n`) + more, readable, 'Data');

    expect(at(acl('Private', policy('!Ref Data')))).toBe('Opens.PolicyDocument:13');
    expect(at(acl('PublicRead', policy('!Ref Data')))).toBe('Data.AccessControl:7');
    expect(acl('PublicRead', policy('!Ref Data')).others?.map(at)).toEqual(['Opens.PolicyDocument:13']);
    expect(at(acl('Private'))).toBe('nowhere, PublicAccessBlockConfiguration');
  });

  it.each([['!If [IsTest, !Ref Data, !Ref Other]'], [`!Select [5, !Split [':', !GetAtt Data.Arn]]`]])(
    'is not named as missing if one may refer to it: %s',
    (of) => {
      const { reasons } = causeIn(bucket() + policy(of), 'S3_BUCKET_SSL_REQUESTS_ONLY', 'Data');

      expect(reasons).not.toContainEqual(expect.objectContaining({ kind: 'rule' }));
    },
  );

  it('is named as missing if the template has none and one would fix the finding', () => {
    const rule = 'S3_BUCKET_SSL_REQUESTS_ONLY';

    expect(causeIn(bucket(), rule, 'Data').reasons).toEqual([
      { kind: 'rule', text: recordOf(rule).places[0]?.missing },
    ]);
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
    ["IpProtocol: '6', FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0", 'Rule.CidrIp'],
    ['IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0', 'nowhere'],
    ['IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0', 'nowhere'],
    ['IpProtocol: udp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0', 'nowhere'],
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
  const permission = (principal: string, functionName = '!GetAtt Hook.Arn') => `
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: ${functionName}
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
    'is not a permission for %s only',
    (principal) => {
      const cause = causeIn(hook('AWS::Lambda::Function') + permission(principal), invocable, 'Hook');

      expect(cause.place).toBeUndefined();
      expect(cause.reasons).toMatchObject([
        { kind: 'rule', text: { en: expect.stringContaining('AWS::Lambda::Permission') } },
      ]);
    },
  );

  it('may be a permission for an alias of the function: none is called missing then', () => {
    const alias = `
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Hook, Name: live }
`;
    const template = hook('AWS::Lambda::Function') + alias + permission("'*'", '!Ref Live');

    expect(causeIn(template, invocable, 'Hook').reasons).not.toContainEqual(
      expect.objectContaining({ kind: 'rule' }),
    );
  });

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
    expect(cause('Far').reasons).toMatchObject([{ kind: 'named-resource', property: 'DBClusterIdentifier' }]);
    expect(cause('Ledger').reasons).toMatchObject([{ kind: 'not-set', property: 'StorageEncrypted' }]);
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

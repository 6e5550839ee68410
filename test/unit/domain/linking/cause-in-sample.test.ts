import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeCause } from '../../../../daemon/domain/linking/causes/place-cause.ts';
import { causeOf } from '../../../../daemon/domain/rules/cause-of.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';

const sample = path.resolve(import.meta.dirname, '../../../workspace');

/** Returns the text of the line that has the mark of a finding in the sample workspace. */
function marked(file: string, id: string, ruleIdentifier: string): string {
  const text = readFileSync(path.join(sample, file), 'utf8');
  const template = readTemplate(file, text);
  const resource = template?.resources.find((each) => each.id === id);
  const type = resource?.type ?? '';
  const cause = causeOf({ source: 'config', rule: 'r', ruleIdentifier, resource: { type } });
  if (!template || !resource || !cause) throw new Error(`no ${id} in ${file}`);
  const { line } = placeCause(template, resource, cause).place ?? resource;
  return text.split('\n')[line]?.trim() ?? '';
}

describe('in the sample workspace', () => {
  it.each([
    [
      'payments-data/database.yaml',
      'LedgerDatabase',
      'RDS_INSTANCE_PUBLIC_ACCESS_CHECK',
      'PubliclyAccessible: true',
    ],
    ['payments-data/database.yaml', 'LedgerDatabase', 'RDS_STORAGE_ENCRYPTED', 'LedgerDatabase:'],
    ['payments-data/database.yaml', 'LedgerReplica', 'RDS_STORAGE_ENCRYPTED', 'LedgerDatabase:'],
    [
      'payments-data/database.yaml',
      'DatabaseSecurityGroup',
      'RESTRICTED_INCOMING_TRAFFIC',
      'SecurityGroupIngress:',
    ],
    [
      'payments-data/buckets.json',
      'StatementsBucket',
      'S3_BUCKET_PUBLIC_READ_PROHIBITED',
      '"PublicAccessBlockConfiguration": {',
    ],
    [
      'payments-data/buckets.json',
      'PartnerDropBucket',
      'S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
      '"PublicAccessBlockConfiguration": { "BlockPublicAcls": true, "IgnorePublicAcls": true }',
    ],
    [
      'payments-data/buckets.json',
      'ArchiveBucket',
      'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED',
      '"ArchiveBucket": {',
    ],
    ['audit/primary/template.yaml', 'AuditBucket', 'S3_BUCKET_SSL_REQUESTS_ONLY', 'PolicyDocument:'],
    [
      'network/vpc.yaml',
      'PublicSubnetA',
      'SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED',
      'MapPublicIpOnLaunch: true',
    ],
    ['network/vpc.yaml', 'BastionInstance', 'EC2_IMDSV2_CHECK', 'BastionInstance:'],
    ['network/vpc.yaml', 'BastionInstance', 'EC2_INSTANCE_NO_PUBLIC_IP', 'NetworkInterfaces:'],
    ['network/vpc.yaml', 'BastionVolume', 'ENCRYPTED_VOLUMES', 'Encrypted: false'],
    ['network/security-groups.yml', 'BastionSecurityGroup', 'INCOMING_SSH_DISABLED', 'SecurityGroupIngress:'],
    [
      'network/security-groups.yml',
      'LegacyAdminSecurityGroup',
      'RESTRICTED_INCOMING_TRAFFIC',
      'CidrIp: 0.0.0.0/0',
    ],
    [
      'payments-api/template.yaml',
      'WebhookFunction',
      'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
      "Principal: '*'",
    ],
    ['batch/worker.yaml', 'WorkerInstance', 'EC2_IMDSV2_CHECK', 'MetadataOptions:'],
    [
      'iam/roles.json',
      'DeployUser',
      'ACCESS_KEYS_ROTATED',
      '"Properties": { "UserName": { "Ref": "DeployUser" }, "Serial": 1 }',
    ],
    [
      'iam/roles.json',
      'OperatorsPolicy',
      'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
      '"PolicyDocument": {',
    ],
  ])('%s %s: the mark of %s is at its cause', (file, id, identifier, line) => {
    expect(marked(file, id, identifier)).toBe(line);
  });
});

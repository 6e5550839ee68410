import { describe, expect, it } from 'vitest';
import { accountsIn } from '../../../../../daemon/domain/tickets/matching/accounts.ts';
import { foldText } from '../../../../../daemon/domain/tickets/matching/fold-text.ts';
import { mentionsOf } from '../../../../../daemon/domain/tickets/matching/mentions.ts';
import { regionsIn } from '../../../../../daemon/domain/tickets/matching/regions.ts';
import { buildTicket } from '../../../../support/ticket-builder.ts';

const mentionsIn = (description: string) => mentionsOf(buildTicket({ description, summary: '' }));

describe('an account', () => {
  it.each([
    '012345678901',
    'account: 012345678901',
    '0123-4567-8901',
    '0123 4567 8901',
    '０１２３４５６７８９０１',
    '０１２３－４５６７－８９０１',
    '0123‐4567‐8901',
    'アカウント「012345678901」',
    'アカウント012345678901の',
    '(012345678901)',
    'arn:aws:sns:eu-west-1:012345678901:alerts',
    '"AwsAccountId": 12345678901,',
    'アカウントID：12345678901',
    '0123\u200b45678901',
  ])('is read in the spelling %s', (text) => {
    expect([...mentionsIn(text).accounts]).toEqual(['012345678901']);
  });

  it.each([
    '9012345678901',
    '0123456789012',
    'logs-012345678901-eu',
    '4111 0123 4567 8901',
    '0123 4567 8901 2345',
    'x012345678901',
    '0123-4567 8901',
    'order: 12345678901',
  ])('is not read from %s', (text) => {
    expect([...accountsIn(foldText(text))]).toEqual([]);
  });
});

describe('a region', () => {
  it.each([
    'eu-west-1',
    'リージョン：eu-west-1',
    'eu-west-1リージョン',
    'Europe (Ireland)',
    '欧州（アイルランド）',
    'アイルランドリージョン',
    'https://eu-west-1.console.aws.amazon.com/s3',
  ])('is read in the spelling %s', (text) => {
    expect([...regionsIn(foldText(text))]).toEqual(['eu-west-1']);
  });

  it.each(['pay-logs-1', 'logs-eu-west-1', 'eu-west-1a', 'Ireland', 'パリ'])(
    'is not read from %s',
    (text) => {
      expect([...regionsIn(foldText(text))]).toEqual([]);
    },
  );
});

describe('a control', () => {
  it.each([
    'S3.8',
    '[S3.8]',
    '「Ｓ３．８」',
    's3.8',
    'security-control/S3.8/finding/1',
    'arn:aws:securityhub:eu-west-1:012345678901:control/aws-foundational-security-best-practices/v/1.0.0/S3.8',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8',
    'https://docs.aws.amazon.com/console/securityhub/S3.8/remediation',
    'id%253Aarn%253A…%252FS3.8%252Ffinding',
    'It fails S3.8.',
  ])('is read from %s', (text) => {
    expect([...mentionsIn(text).controls.keys()]).toEqual(['S3.8']);
  });

  it.each(['PCI.S3.8', 'S3.88', 'S3.8.1', 'xS3.8', 'S3-8', 'v1.8'])('is not read from %s', (text) => {
    expect([...mentionsIn(text).controls.keys()]).toEqual([]);
  });
});

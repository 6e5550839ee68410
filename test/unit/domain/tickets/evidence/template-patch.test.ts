import { describe, expect, it } from 'vitest';
import { hideSecrets } from '../../../../../daemon/domain/tickets/evidence/hide-secrets.ts';
import { diffLines } from '../../../../../daemon/domain/tickets/evidence/line-diff.ts';
import {
  maxPatchCharacters,
  maxPatchLines,
  patchOf,
} from '../../../../../daemon/domain/tickets/evidence/template-patch.ts';

const file = 'web.yaml';
const patch = (before: string | undefined, after: string) => patchOf({ file, base: 'main', before, after });

describe('the diff of two texts', () => {
  it('leads from one to the other, whatever they are', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const text = () => Array.from({ length: random(12) }, () => 'abc'[random(3)] ?? '');
    for (let round = 0; round < 500; round++) {
      const [before, after] = [text(), text()];
      const diff = diffLines(before, after);
      expect(diff.filter(({ sign }) => sign !== '+').map((line) => line.text)).toEqual(before);
      expect(diff.filter(({ sign }) => sign !== '-').map((line) => line.text)).toEqual(after);
    }
  });

  it('is made in a bounded time for texts that have nothing in common', () => {
    const lines = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`);
    const started = performance.now();
    expect(diffLines(lines('a'), lines('b'))).toHaveLength(40_000);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('the changes of a template', () => {
  it('are hunks with the lines around them', () => {
    const before = Array.from({ length: 30 }, (_, index) => `Line${index}:`);
    const after = before.map((line, index) => (index === 20 ? '  PublicAccess: false' : line));
    expect(patch(before.join('\n'), after.join('\r\n'))).toEqual({
      ...{ file, base: 'main', lines: 9, added: 1, removed: 1, hidden: 0, isCut: false },
      text: [
        '@@ -18,7 +18,7 @@',
        ...[' Line17:', ' Line18:', ' Line19:', '-Line20:', '+  PublicAccess: false'],
        ...[' Line21:', ' Line22:', ' Line23:'],
      ].join('\n'),
    });
  });

  it('are absent if only line ends differ, and all lines of a new file', () => {
    expect(patch('A: 1\n', 'A: 1\r\n')).toBeUndefined();
    expect(patch(undefined, 'A: 1\nB: 2\n')).toMatchObject({ added: 2, removed: 0 });
  });

  it('are bounded, and say that they are cut', () => {
    const many = patch('', Array.from({ length: 5_000 }, (_, index) => `Key${index}: value`).join('\n'));
    expect(many).toMatchObject({ lines: maxPatchLines, added: 5_000, isCut: true });
    const long = patch('', Array.from({ length: 100 }, () => 'x'.repeat(10_000)).join('\n'));
    expect(long?.text.length).toBeLessThanOrEqual(maxPatchCharacters);
    expect(long?.isCut).toBe(true);
  });

  it.each([
    '      MasterUserPassword: hunter2-not-a-real-one',
    '  "SecretToken": "abc123",',
    '      KEY: AKIAABCDEFGHIJKLMNOP',
    '      Url: https://user:swordfish@example.com/x',
    '      Token: ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    '      Jwt: eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF2QT4',
  ])('hide what looks like a secret: %s', (line) => {
    const { lines, count } = hideSecrets([line]);
    expect(count).toBe(1);
    expect(lines[0]).toContain('•••');
    expect(lines[0]).not.toMatch(/hunter2|abc123|AKIAABC|swordfish|ghp_|SflKx/);
    expect(patch('', line)).toMatchObject({ hidden: 1 });
  });

  it.each([
    'MasterUserPassword: |\n  hunter2',
    'AuthToken: >-\n  hunter2\n\n  hunter2',
    '"MasterUserPassword":\n  hunter2',
    'Passwords:\n- hunter2\n- hunter2',
    '"Passwords": [\n  "hunter2"\n]',
    '- Name: DB_PASSWORD\n  Value: hunter2',
    '- Value: hunter2\n  Name: DB_PASSWORD',
    '{\n  "Name": "DB_PASSWORD",\n  "Value": "hunter2"\n}',
    '- { Name: DB_PASSWORD, Value: hunter2 }',
    '{"Name": "DB_PASSWORD", "Value": "hunter2"},',
    'DBPassword:\n  Type: String\n  Default: hunter2',
    '"DBPassword": {\n  "Type": "String",\n  "Default": "hunter2"\n}',
    'Properties: {MasterUsername: admin, MasterUserPassword: hunter2}',
    'export DB_PASSWORD=hunter2',
    '"export DB_PASSWORD=hunter2\\n",',
    'Command: mysql --password=hunter2 -h x',
    'Command: mysql --password hunter2 -h x',
    'Password: !Sub hunter2',
    "Password: !Join ['', [hunter2]]",
    'Connection: Server=x;User Id=sa;Password=hunter2;',
    'パスワード: hunter2',
    'DB_PASS: hunter2',
    'Pwd: hunter2',
    'Password: true-hunter2',
    'Password: "${hunter2"',
    'Authorization: Bearer hunter2abcdefg',
    'Properties:\n  Name: /prod/db/password\n  Type: String\n  Value: hunter2',
    'My: wJalrXUtnFEMI/K7MDENGbPxRfiCYhunter2KEYY',
  ])('hide a secret in whatever form a template has it: %s', (text) => {
    const { lines, count } = hideSecrets(text.split('\n'));
    expect(lines.join('\n')).not.toContain('hunter2');
    expect(count).toBeGreaterThan(0);
    expect(lines).toHaveLength(text.split('\n').length);
  });

  it.each([
    'MinimumPasswordLength: 14\nPasswordReusePrevention: 24',
    'DBPassword:\n  Type: String\n  NoEcho: true\nOther:\n  Default: shown',
    'MySecret:\n  Type: AWS::SecretsManager::Secret\n  Properties:\n    Description: The one of the database',
    'Password:\n  Ref: DatabasePassword',
    'Password:\n  Fn::GetAtt: [A, B]\nNext: shown',
    '- Name: DB_PASSWORD\n  ValueFrom: !Ref Parameter\n- Name: STAGE\n  Value: test',
    '- Name: STAGE\n  Value: test\n- Name: DB_PASSWORD\n  Value: !Ref Password',
    'MetadataOptions:\n  HttpTokens: required\n  "HttpTokens": "optional",',
    `MasterUserPassword: !Sub '{{resolve:secretsmanager:\${Credential}}}'`,
    'HasPassword:\n  !Not\n  - !Equals\n    - !Ref Password',
    'DBPassword:\n  default: Its label in the console',
    'Resource: arn:aws:secretsmanager:*:*:secret:web',
    '- secretsmanager:GetSecretValue\n- iam:PassRole',
    'Environment: { Password: !Ref Password, Token: { Ref: Token } }',
    'Commit: 0123456789abcdef0123456789abcdef01234567',
    'Key: alias/aws/s3\nValue: shown',
  ])('keep what is no secret: %s', (text) => {
    expect(hideSecrets(text.split('\n'))).toEqual({ lines: text.split('\n'), count: 0 });
  });

  it('are read for secrets in a bounded time, also in one long line', () => {
    const started = performance.now();
    for (const part of [
      'token',
      'Password: ',
      '--secret ',
      '"',
      ' ',
      'Aa1/',
      '- Name: password\n',
      'pass=\\',
      'Value: ',
    ])
      hideSecrets(part.repeat(1_000_000 / part.length).split('\n'));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('hide every line of a private key', () => {
    const key = [
      'Key: |',
      '  -----BEGIN RSA PRIVATE KEY-----',
      '  abcd',
      '  -----END RSA PRIVATE KEY-----',
      'B: 1',
    ];
    expect(hideSecrets(key).lines).toEqual(['Key: |', '•••', '•••', '•••', 'B: 1']);
  });

  it.each([
    '      MasterUserPassword: !Ref Password',
    "      MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:password}}'",
    '      SecretArn: arn:aws:secretsmanager:eu-west-1:111111111111:secret:x',
    '      "Password": { "Ref": "Password" },',
    '      BlockPublicAcls: true',
    '      Tokens:',
  ])('keep a reference: %s', (line) => {
    expect(hideSecrets([line])).toEqual({ lines: [line], count: 0 });
  });

  it('have no control characters', () => {
    expect(patch('', 'A: \u001b[31mred\u0000')?.text).toBe('@@ -1,0 +1,1 @@\n+A:  [31mred');
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal, type Variables } from '../support/terminal.ts';

let sandbox: Sandbox;
let terminal: Terminal;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  terminal = openTerminal(sandbox);
});
afterEach(async () => {
  sandbox.aws.faults.unreachable(false);
  sandbox.aws.faults.expireSessions(false);
  sandbox.jira.faults.unreachable(false);
  sandbox.jira.faults.rejectToken(false);
  await terminal.close();
});

interface Case {
  readonly name: string;
  readonly arrange?: () => void;
  readonly words: readonly string[];
  readonly env?: Variables;
  readonly code: 1 | 2;
  /** The problem, and the next step. */
  readonly en: readonly [RegExp, RegExp];
  readonly ja: readonly [RegExp, RegExp];
}

const cases: readonly Case[] = [
  {
    name: 'a malformed configuration file',
    arrange: () => terminal.configure('team: [payments'),
    words: ['sync'],
    code: 1,
    en: [/config\.yaml cannot be used/, /Fix it and refresh/],
    ja: [/config\.yaml を使用できません/, /修正してから更新/],
  },
  {
    name: 'an unknown key in the configuration file',
    arrange: () => terminal.configure('teams: payments'),
    words: ['findings'],
    code: 1,
    en: [/\(top\): .*teams/, /configuration\.md/],
    ja: [/不明なキーです: teams/, /configuration\.md/],
  },
  {
    name: 'an unknown team',
    words: ['sync'],
    env: { GUARDRAIL_TEAM: 'paymnets' },
    code: 1,
    en: [/paymnets/, /payments/],
    ja: [/paymnets/, /payments.*ください/],
  },
  {
    name: 'a bad Jira token',
    arrange: () => sandbox.jira.faults.rejectToken(true),
    words: ['sync'],
    code: 1,
    en: [/refused the Jira token/, /GUARDRAIL_JIRA_TOKEN/],
    ja: [/トークンを受け付けません/, /GUARDRAIL_JIRA_TOKEN.*ください/],
  },
  {
    name: 'an expired AWS session',
    arrange: () => sandbox.aws.faults.expireSessions(true),
    words: ['sync'],
    code: 1,
    en: [/AWS session has expired/, /aws sso login/],
    ja: [/有効期限が切れています/, /aws sso login.*ください/],
  },
  {
    name: 'an AWS that cannot be reached',
    arrange: () => sandbox.aws.faults.unreachable(true),
    words: ['sync'],
    code: 1,
    en: [/cannot be reached/, /Check the network/],
    ja: [/に接続できません/, /確認してください/],
  },
  {
    name: 'a Jira that cannot be reached',
    arrange: () => sandbox.jira.faults.unreachable(true),
    words: ['sync'],
    code: 1,
    en: [/did not answer/, /Check the network/],
    ja: [/応答がありません/, /確認してください/],
  },
  {
    name: 'an unknown ticket',
    words: ['review', 'PAY-999999', '--outcome', 'fixed', '--reason', 'Closed.'],
    code: 1,
    en: [/has no ticket PAY-999999/, /Check the key/],
    ja: [/チケット PAY-999999 がない/, /確認してください/],
  },
  {
    name: 'a missing team, because an empty list would look like good news',
    words: ['findings', '--json'],
    env: { GUARDRAIL_TEAM: undefined },
    code: 1,
    en: [/No team is configured/, /GUARDRAIL_TEAM/],
    ja: [/チームが設定されていません/, /GUARDRAIL_TEAM.*ください/],
  },
  {
    name: 'a state folder that cannot be created',
    arrange: () => {
      mkdirSync(path.dirname(terminal.stateDir), { recursive: true });
      writeFileSync(terminal.stateDir, 'a file in the way');
    },
    words: ['findings'],
    code: 1,
    en: [/cannot write to/, /GUARDRAIL_STATE_DIR/],
    ja: [/書き込めません/, /GUARDRAIL_STATE_DIR.*ください/],
  },
  {
    name: 'a folder without templates to read',
    words: ['templates', '/nowhere/at/all'],
    code: 1,
    en: [/no folder \/nowhere\/at\/all/, /Name an existing one/],
    ja: [/フォルダー \/nowhere\/at\/all がありません/, /指定してください/],
  },
  {
    name: 'an option that does not exist',
    words: ['findings', '--severty', 'high'],
    code: 2,
    en: [/no option --severty, did you mean --severity\?/, /guardrail findings --help/],
    ja: [/--severty はありません（もしかして: --severity）/, /guardrail findings --help/],
  },
  {
    name: 'an option without its value',
    words: ['findings', '--team'],
    code: 2,
    en: [/--team needs a value/, /--help/],
    ja: [/--team には値が必要です/, /--help/],
  },
  {
    name: 'a value that an option does not accept',
    words: ['findings', '--state', 'open'],
    code: 2,
    en: [/--state takes one of none, todo, review, done/, /--help/],
    ja: [/--state には none、todo、review、done のいずれか/, /--help/],
  },
  {
    name: 'a review without its reason',
    words: ['review', 'PAY-1', '--outcome', 'fixed'],
    code: 2,
    en: [/--outcome and --reason are needed/, /--help/],
    ja: [/--outcome と --reason が必要です/, /--help/],
  },
  {
    name: 'a review without its ticket',
    words: ['review', '--outcome', 'fixed', '--reason', 'x'],
    code: 2,
    en: [/wrong number of words/, /--help/],
    ja: [/引数の数が違います/, /--help/],
  },
  {
    name: 'a command that does not exist',
    words: ['finding'],
    code: 2,
    en: [/no command finding, did you mean findings\?/, /guardrail --help/],
    ja: [/コマンド finding はありません（もしかして: findings）/, /guardrail --help/],
  },
];

describe('one line on stderr that names the next step', () => {
  it.each(cases)('reports $name', async ({ arrange, words, env = {}, code, en, ja }) => {
    arrange?.();
    const english = await terminal.run(words, env);
    const japanese = await terminal.run(words, { ...env, LANG: 'ja_JP.UTF-8' });
    for (const [ran, patterns] of [
      [english, en],
      [japanese, ja],
    ] as const) {
      expect(ran).toMatchObject({ code, stdout: '' });
      expect(ran.stderr).toMatch(/^guardrail[^\n]*\n$/);
      for (const pattern of patterns) expect(ran.stderr).toMatch(pattern);
    }
    expect(english.stderr).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });
});

describe('a list of findings', () => {
  it.each(['aws', 'jira'] as const)('is shown with its age while %s is unplugged', async (service) => {
    await terminal.run(['sync']);
    sandbox[service].faults.unreachable(true);
    expect(await terminal.run(['sync'])).toMatchObject({ code: 1 });

    const english = await terminal.run(['findings']);
    const japanese = await terminal.run(['findings'], { LANG: 'ja_JP.UTF-8' });

    expect(english).toMatchObject({ code: 0, stderr: '' });
    expect(english.stdout).toMatch(/payments-data\/database\.yaml|PAY-\d+ To Do/);
    expect(english.stdout).toMatch(/AWS read less than a minute ago \(20\d\d-\d\d-\d\d \d\d:\d\d UTC\)/);
    expect(english.stdout).toMatch(/Jira read less than a minute ago/);
    expect(japanese.stdout).toMatch(/AWS の読み込み: 1 分以内 \(20/);
    if (service === 'jira') expect(english.stdout).toMatch(/1 place could not be read.*\n.*did not answer/);
  });

  it('says so if AWS was never read', async () => {
    const list = await terminal.run(['findings', '--json']);
    expect(list).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(list.stderr).toBe('AWS was not read yet. Run "guardrail sync".\n');
    await terminal.run(['sync']);
    const known = await terminal.run(['findings', '--json']);
    expect(known).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(known.stdout).length).toBeGreaterThan(20);
  });
});

describe('a malformed template', () => {
  it('is listed with its line and does not hide other templates', async () => {
    const cleanup = createCleanup();
    const folder = cleanup.folder('templates');
    writeFileSync(path.join(folder, 'good.yaml'), 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n');
    writeFileSync(
      path.join(folder, 'bad.yaml'),
      'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n   x: [\n',
    );
    const { code, stdout, stderr } = await terminal.run(['templates', folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^bad\.yaml: line \d+: .+\ngood\.yaml: Bucket\n$/);
    await cleanup.run();
  });
});

describe('a pipe whose reader stops early', () => {
  it('ends the command without a message', async () => {
    const listing = terminal.start(['templates', path.resolve('test/workspace'), '--json']);
    listing.child.stdout?.destroy();
    expect(await listing.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

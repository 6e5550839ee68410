import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { FindingView } from '#protocol/findings.ts';
import { listFindings, reviewTicket } from '#protocol/messages.ts';
import { printable } from '../base/printable.ts';
import { Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Client, connect } from './client.ts';
import type { Command, CommandInput } from './command.ts';
import { type Context, contextOf } from './context.ts';
import { reportLines, syncWithProgress } from './sync.ts';
import { findingTable } from './tables.ts';

export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  summary: {
    en: 'A first look: sandbox, daemon, one sync, one review. Nothing of yours is read or kept.',
    ja: 'お試し: サンドボックスとデーモンを起動し、同期とレビューを 1 回ずつ行います。手元のものは読まず、何も残しません。',
  },
  options: {},
  words: [0, 0],
  async run(context, input) {
    const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-demo-'));
    const children: ChildProcess[] = [];
    try {
      const sandbox = start(['sandbox'], context.env);
      children.push(sandbox.child);
      const hello = (await sandbox.firstLine) as Sandbox['hello'];
      const env = {
        ...context.env,
        ...environmentOf(hello),
        GUARDRAIL_STATE_DIR: path.join(folder, 'state'),
      };
      const daemon = start(['daemon'], env);
      children.push(daemon.child);
      await daemon.firstLine;
      const { place } = contextOf(env, undefined);
      const client = await connect({
        place,
        settings: {},
        locale: context.locale,
        folders: [hello.workspace],
      });
      await show(client, hello, context, input);
      client.close();
      return 0;
    } finally {
      for (const child of children) child.kill();
      await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The environment in which every command and the daemon talk to the sandbox. */
export function environmentOf(hello: Sandbox['hello']): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: hello.aws,
    AWS_ACCESS_KEY_ID: hello.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: hello.credentials.secretAccessKey,
    AWS_REGION: hello.region,
    GUARDRAIL_TEAM: hello.team,
    GUARDRAIL_JIRA_SITE: hello.jira,
    GUARDRAIL_JIRA_EMAIL: hello.jiraAuth.email,
    GUARDRAIL_JIRA_TOKEN: hello.jiraAuth.token,
    GUARDRAIL_JIRA_PROJECT: hello.project,
  };
}

async function show(
  client: Client,
  hello: Sandbox['hello'],
  { locale }: Context,
  input: CommandInput,
): Promise<void> {
  const say = (text: Text) => input.out.write(`${printable(text[locale])}\n`);
  const table = (findings: readonly FindingView[]) =>
    input.out.write(
      `\n${findingTable(findings, { locale, base: hello.workspace, columns: input.out.columns })}\n`,
    );

  say({
    en: `An invented organization answers as AWS on ${hello.aws} and as Jira on ${hello.jira}.`,
    ja: `架空の組織が AWS として ${hello.aws} で、Jira として ${hello.jira} で応答しています。`,
  });
  const report = await syncWithProgress(client, input);
  input.out.write(`\n${reportLines(report, locale)}`);
  const { findings } = await client.request(listFindings, {});
  table(findings);

  const chosen = findings.find(({ ticket, link }) => ticket?.state === 'todo' && link?.file !== undefined);
  if (!chosen?.ticket) throw nothingToReview();
  const { key } = chosen.ticket;
  say({ en: `Moving ${key} to review …`, ja: `${key} をレビューに移します…` });
  await client.request(reviewTicket, {
    ticket: key,
    outcome: 'fixed',
    reason: 'Closed in the template, deployed today.',
  });
  const after = (await client.request(listFindings, {})).findings.filter(({ ticket }) => ticket?.key === key);
  table(after);
  say({
    en: `${key}: "${chosen.ticket.status}" became "${after[0]?.ticket?.status}". The same in the editor: npm run demo -- --editor`,
    ja: `${key}: 「${chosen.ticket.status}」が「${after[0]?.ticket?.status}」になりました。エディターで見るには: npm run demo -- --editor`,
  });
}

/** Starts this same program with other words. Its first line is JSON. */
function start(
  words: readonly string[],
  env: Context['env'],
): { child: ChildProcess; firstLine: Promise<unknown> } {
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...words], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const firstLine = (async () => {
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as unknown;
    throw childEnded(words.join(' '));
  })();
  return { child, firstLine };
}

function childEnded(name: string): Problem {
  return new Problem(
    'demo-failed',
    { en: `"guardrail ${name}" ended early.`, ja: `"guardrail ${name}" が途中で終了しました。` },
    { en: 'Run it by itself to see why.', ja: '単独で実行して理由を確認してください。' },
  );
}

function nothingToReview(): Problem {
  return new Problem(
    'demo-failed',
    {
      en: 'The sandbox holds no finding to review.',
      ja: 'サンドボックスにレビューできる検出結果がありません。',
    },
    { en: 'Run the demo again.', ja: 'もう一度実行してください。' },
  );
}

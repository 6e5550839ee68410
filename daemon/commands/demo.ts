import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { reviewTicket } from '#protocol/reviews.ts';
import { listTickets, type TicketView } from '#protocol/tickets.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { printableLine } from '../base/printable.ts';
import type { Environment } from '../configuration/configuration.ts';
import { problem } from '../domain/problems/problem.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type Child, startChild } from './child-process.ts';
import type { Command, CommandInput } from './command.ts';
import { type CommandContext, contextOf } from './command-context.ts';
import { type Client, connect } from './daemon-client.ts';
import { reportLines, syncWithProgress } from './sync.ts';
import { findingTable } from './tables.ts';

export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  options: {},
  words: [0, 0],
  async run(context, input) {
    const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-demo-'));
    const children: Child[] = [];
    const start = (words: readonly string[], env: Environment) => {
      const child = startChild(words, env);
      children.push(child);
      return child.hello;
    };
    let client: Client | undefined;
    try {
      const own = withoutOwnSettings(context.env, folder);
      const hello = (await start(['sandbox'], own)) as Sandbox['hello'];
      const env = { ...own, ...environmentOf(hello) };
      await start(['daemon'], env);
      client = await connect({
        place: contextOf(env, undefined).place,
        settings: {},
        locale: context.locale,
        folders: [hello.workspace],
        signal: input.signal,
      });
      await show(client, hello, context, input);
      return 0;
    } finally {
      client?.close();
      await Promise.all(children.map((child) => child.end()));
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Returns the environment in which every command and the daemon talk to the sandbox. */
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

/** Returns the environment without the user's own profile, session, proxy, configuration and state. */
function withoutOwnSettings(env: Environment, folder: string): Environment {
  const foreign = /^(AWS_|GUARDRAIL_(?!NODE$))|^(HTTPS?|ALL)_PROXY$/i;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name))),
    AWS_CONFIG_FILE: path.join(folder, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'aws-credentials'),
    GUARDRAIL_STATE_DIR: path.join(folder, 'state'),
    XDG_CONFIG_HOME: folder,
    APPDATA: folder,
  };
}

async function show(
  client: Client,
  hello: Sandbox['hello'],
  { locale }: CommandContext,
  input: CommandInput,
): Promise<void> {
  const { demo, tables, sync } = input.texts;
  const say = (text: string) => input.out.write(`${text.split('\n').map(printableLine).join('\n')}\n`);
  const table = (findings: readonly FindingView[]) =>
    input.out.write(
      findingTable(findings, { texts: tables, base: hello.workspace, columns: input.out.columns }),
    );

  say(demo.start(hello));
  const report = await syncWithProgress(client, input);
  input.out.write(reportLines(report, { locale, texts: sync, withCalls: false }));

  const findings = (await client.request(listFindings, {}, input.signal)).findings.toSorted(byUrgency);
  say(demo.findings(findings.length));
  table(findings);

  const chosen = findings.find(({ ticket, link }) => ticket?.state === 'todo' && link?.place !== undefined);
  if (!chosen?.ticket) throw problem('demo-failed', {});
  const { key } = chosen.ticket;
  const reason = 'Closed in the template.';
  const tickets = async () => (await client.request(listTickets, {}, input.signal)).tickets;
  const before = await tickets();
  say(demo.review(key, reason));
  await client.request(reviewTicket, { ticket: key, outcome: 'fixed', reason }, input.signal);
  const after = await tickets();
  const statusIn = (list: readonly TicketView[]) => list.find((ticket) => ticket.key === key)?.status ?? '?';
  table(
    (await client.request(listFindings, {}, input.signal)).findings.filter(
      ({ ticket }) => ticket?.key === key,
    ),
  );
  say(demo.changes(key, statusIn(before), statusIn(after), boardOf(before, after)));
  say(demo.next);
}

/** Returns the number of tickets by status, before and after: `To Do 41 → 40, In Review 10 → 11, Done 7`. */
function boardOf(before: readonly TicketView[], after: readonly TicketView[]): string {
  const count = (tickets: readonly TicketView[], name: string) =>
    tickets.filter(({ status }) => status === name).length;
  const states = ['todo', 'review', 'done'];
  const names = [...before, ...after]
    .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state))
    .map(({ status }) => status);
  return [...new Set(names)]
    .map((name) => {
      const [was, is] = [count(before, name), count(after, name)];
      return `${name} ${was === is ? is : `${was} → ${is}`}`;
    })
    .join(', ');
}

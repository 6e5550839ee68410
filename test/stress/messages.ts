import { readFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { stopDaemon } from '#protocol/daemon.ts';
import { listFindings } from '#protocol/findings.ts';
import { getStatus } from '#protocol/status.ts';
import { contextOf } from '../../daemon/commands/command-context.ts';
import { connect } from '../../daemon/commands/daemon-client.ts';
import { startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { createCleanup } from '../support/cleanup.ts';
import { messages as declaredMessages } from '../support/messages.ts';
import { openTerminal } from '../support/terminal.ts';
import { helloOf } from '../support/window.ts';
import type { StressTrial } from './trial.ts';

/** How many clients send at the same time. */
const clientCount = 16;
/** How long a client waits for a first answer, and then for further answers, before it disconnects. */
const firstAnswerMs = { joined: 2_000, unauthenticated: 100 };
const moreAnswersMs = 30;
const checkEvery = 500;

const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
/** All methods except `stop`, which ends the daemon on purpose. */
const methods = declaredMessages
  .map(({ method }) => method)
  .filter((method) => method !== stopDaemon.method && method !== 'guardrail/settings/changed')
  .concat('initialize', 'initialized', 'shutdown', 'exit', '$/cancelRequest', '$/setTrace', '$/progress')
  .concat(
    ['hover', 'codeLens', 'codeAction', 'didOpen', 'didChange', 'didClose'].map(
      (name) => `textDocument/${name}`,
    ),
  )
  .concat(
    'workspace/didChangeWorkspaceFolders',
    'workspace/didChangeWatchedFiles',
    '__proto__',
    'constructor',
    '',
  );

/** One message as bytes: valid, almost valid, or random. */
const bytes = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        id: fc.option(fc.oneof(fc.nat(), fc.string()), { nil: undefined }),
        method: fc.constantFrom(...methods),
        params: fc.anything({ withNullPrototype: false, maxDepth: 4 }),
      })
      .map(framed),
  },
  { weight: 2, arbitrary: fc.json({ maxDepth: 6 }).map(frame) },
  { weight: 1, arbitrary: fc.string({ maxLength: 2_000 }).map(frame) },
  { weight: 1, arbitrary: fc.nat(5_000).map((depth) => frame('['.repeat(depth))) },
  { weight: 1, arbitrary: fc.string({ maxLength: 500 }).map((text) => `Content-Length: ${text}\r\n\r\n`) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 2_000 }).map((noise) => Buffer.from(noise).toString('latin1')),
  },
);

function framed(message: { id: unknown; method: string; params: unknown }): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message }, (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return frame(body);
}

/**
 * Fuzzed messages before and after the handshake, to a daemon in a separate process. The daemon must keep running, return no
 * result to clients without the token, answer the other clients, and have the same findings at the end.
 */
export const trial: StressTrial = {
  count: 5_000,
  async run({ count, seed }) {
    const cleanup = createCleanup();
    const broken: string[] = [];
    try {
      const sandbox = await startSandbox({});
      cleanup.add(() => sandbox.close());
      const terminal = openTerminal(sandbox);
      cleanup.add(() => terminal.close());
      const daemon = terminal.start(['daemon']);
      await daemon.printed('socket');
      await terminal.run(['sync']);
      const context = contextOf({ GUARDRAIL_STATE_DIR: terminal.stateDir }, undefined);
      const cases = fc.sample(
        fc.record({ joins: fc.boolean(), said: fc.array(bytes, { minLength: 1, maxLength: 4 }) }),
        { seed, numRuns: count },
      );
      const findings = async () => {
        const client = await connect({ ...context, settings: {} });
        await client.request(getStatus, {});
        const answer = await client.request(listFindings, {});
        client.close();
        return JSON.stringify(answer.findings.map(({ key, ticket }) => [key, ticket?.key, ticket?.status]));
      };
      const before = await findings();
      let answered = 0;
      for (let at = 0; at < cases.length && broken.length === 0; at += clientCount) {
        const answers = await Promise.all(
          cases
            .slice(at, at + clientCount)
            .map((one) => say(context.place.socket, one.joins ? joining(context) : [], one.said)),
        );
        for (const [index, answer] of answers.entries()) {
          if (answer.length > 0) answered++;
          const one = cases[at + index];
          if (!one?.joins && results(answer))
            broken.push(`answered without the token: ${JSON.stringify(one?.said)} → ${answer}`);
        }
        if (at % checkEvery < clientCount && (await findings()) !== before)
          broken.push(`other findings after case ${at}`);
        if (daemon.child.exitCode !== null)
          broken.push(`the daemon ended with ${daemon.child.exitCode} near case ${at}`);
      }
      if (broken.length === 0 && (await findings()) !== before) broken.push('other findings in the end');
      const log = readFileSync(path.join(terminal.stateDir, 'daemon.log'), 'utf8');
      for (const line of log.split('\n')) if (/"(uncaught|unhandled)"/.test(line)) broken.push(line);
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${daemon.child.pid}/status`, 'utf8'))?.[1];
      return {
        figures: {
          seed,
          messages: cases.flatMap(({ said }) => said).length,
          clients: cases.length,
          answered,
          'peak memory, MB': Math.round(Number(peak) / 1024),
        },
        broken,
      };
    } finally {
      await cleanup.run();
    }
  },
};

function joining({ place }: ReturnType<typeof contextOf>): string[] {
  const hello = { ...helloOf(place), client: 'command' };
  return [
    framed({
      id: 'hello',
      method: 'initialize',
      params: { capabilities: {}, processId: null, rootUri: null, initializationOptions: hello },
    }),
    framed({ id: undefined, method: 'initialized', params: {} }),
  ];
}

/** Resolves to the received text, after the other side closed the connection or enough time has passed. */
function say(address: string, first: readonly string[], said: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    let leaving: NodeJS.Timeout | undefined;
    const socket = connectSocket(address);
    const end = () => {
      clearTimeout(leaving);
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text;
      clearTimeout(leaving);
      leaving = setTimeout(end, moreAnswersMs);
    });
    socket.on('error', end).on('close', end);
    socket.once('connect', () => {
      for (const text of [...first, ...said]) socket.write(text, 'latin1');
      leaving = setTimeout(end, first.length > 0 ? firstAnswerMs.joined : firstAnswerMs.unauthenticated);
    });
  });
}

/** Returns whether the answer contains a result other than the daemon's proof. */
function results(answer: string): boolean {
  return answer
    .split(/Content-Length: \d+\r\n\r\n/)
    .some((message) => message.includes('"result"') && !message.includes('"proof"'));
}

import { stopDaemon } from '#protocol/messages.ts';
import { Problem } from '../base/problem.ts';
import { connect } from './client.ts';
import { type Command, UsageError } from './command.ts';
import { type Context, hostNext, logOf } from './context.ts';

/** A timer holds no longer time; this is two weeks. */
const mostMinutes = 20_160;

export const daemonCommand: Command = {
  name: 'daemon',
  usage: '[--idle-minutes N] [--stop]',
  summary: {
    en: 'Serves editor windows until some minutes after the last one left. Editors start it by themselves.',
    ja: 'エディターのウィンドウに応答します。最後のウィンドウが閉じて数分で終了します。通常はエディターが起動します。',
  },
  options: { 'idle-minutes': { type: 'string' }, stop: { type: 'boolean' } },
  words: [0, 0],
  async run(context, { options, out, signal }) {
    if (options.stop) {
      await stop(context, signal);
      return 0;
    }
    const minutes = Number(options['idle-minutes'] ?? 5);
    if (!(minutes >= 0 && minutes <= mostMinutes))
      throw new UsageError({
        en: `--idle-minutes takes a number from 0 to ${mostMinutes}`,
        ja: `--idle-minutes には 0 から ${mostMinutes} までの数を指定します`,
      });
    const log = logOf(context);
    process.on('uncaughtException', (error) => log('error', 'uncaught', { error }));
    process.on('unhandledRejection', (error) => log('error', 'unhandled', { error }));
    const serving = await hostNext(context, log, { idleAfter: minutes * 60_000 }).catch((error) => {
      // An editor that starts the daemon reads no stderr: the log is where a person is sent.
      const code = error instanceof Problem ? error.code : undefined;
      log(code === 'daemon-running' ? 'info' : 'error', 'daemon did not start', { code, error });
      throw error;
    });
    out.write(`${JSON.stringify({ pid: process.pid, socket: context.place.socket })}\n`);
    signal.addEventListener('abort', () => serving.stop(), { once: true });
    await serving.stopped;
    return 0;
  },
};

/** Resolves once the daemon has closed its door; where none runs there is nothing to do. */
async function stop(context: Context, signal: AbortSignal): Promise<void> {
  const client = await connect({ ...context, settings: {}, signal }).catch(unlessNobody);
  if (!client) return;
  await client.request(stopDaemon, {}, signal);
  await client.closed;
}

function unlessNobody(error: unknown): undefined {
  if (error instanceof Problem && error.code !== 'daemon-gone') throw error;
}

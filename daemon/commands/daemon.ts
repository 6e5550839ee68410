import { stopDaemon } from '#protocol/messages.ts';
import { connect } from './client.ts';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { host, logOf } from './context.ts';

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
      const client = await connect({ ...context, settings: {} }).catch(() => undefined);
      await client?.request(stopDaemon, {});
      client?.close();
      return 0;
    }
    const minutes = Number(options['idle-minutes'] ?? 5);
    if (!(minutes >= 0))
      throw new UsageError({ en: '--idle-minutes takes a number', ja: '--idle-minutes には数を指定します' });
    const log = logOf(context);
    process.on('uncaughtException', (error) => log('error', 'uncaught', { error }));
    process.on('unhandledRejection', (error) => log('error', 'unhandled', { error }));
    const serving = await host(context, log, { idleAfter: minutes * 60_000 });
    out.write(`${JSON.stringify({ pid: process.pid, socket: context.place.socket })}\n`);
    signal.addEventListener('abort', () => serving.stop(), { once: true });
    await serving.stopped;
    return 0;
  },
};

/** The worker that reads templates, but it dies when a file named `crash` changes. */
import { parentPort } from 'node:worker_threads';
import '../../daemon/workspace/worker/thread/main.ts';
import type { Order } from '../../daemon/workspace/worker/messages.ts';

parentPort?.on('message', (order: Order) => {
  if (order.kind === 'changed' && order.paths.some((file) => file.endsWith('crash')))
    throw new Error('crash');
});

import { printableJson } from '../base/printable.ts';
import { type Command, oneOf, UsageError } from './command.ts';
import { loadSandbox } from './load-sandbox.ts';

const maxPort = 65_535;

export const sandboxCommand: Command = {
  name: 'sandbox',
  usage:
    '[--port N] [--seed N] [--accounts N] [--teams N] [--regions N] [--findings N] [--latency-ms N] [--jira cloud|scoped|data-center] [--jira-workflow simple|screens|steps] [--reviewer] [--divergences]',
  options: {
    ...Object.fromEntries(
      ['port', 'seed', 'accounts', 'teams', 'regions', 'findings', 'latency-ms', 'jira', 'jira-workflow'].map(
        (name) => [name, { type: 'string' }],
      ),
    ),
    reviewer: { type: 'boolean' },
    divergences: { type: 'boolean' },
  },
  words: [0, 0],
  async run(_context, { options, out, signal }) {
    const { jira, 'jira-workflow': workflowName, reviewer, divergences, ...sizes } = options;
    const { 'latency-ms': latencyMs, ...numbers } = numbersOf(sizes);
    if ((numbers.port ?? 0) > maxPort)
      throw new UsageError((texts) => texts.numberBetween('--port', 0, maxPort));
    const { jiraKinds, startSandbox, workflowNames } = await loadSandbox();
    const kind = oneOf('--jira', jira, jiraKinds);
    const workflow = oneOf('--jira-workflow', workflowName, workflowNames);
    const sandbox = await startSandbox({
      ...numbers,
      ...(latencyMs !== undefined && { latencyMs }),
      ...(kind && { jira: kind }),
      ...(workflow && { workflow }),
      ...(reviewer === true && { withReviewer: true }),
      ...(divergences === true && { divergences }),
    });
    out.write(`${printableJson(sandbox.hello, 0)}\n`);
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await sandbox.close();
    return 0;
  },
};

function numbersOf(options: Readonly<Record<string, unknown>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const number = Number(value);
      if (Number.isInteger(number) && number >= 0) return [name, number];
      throw new UsageError((texts) => texts.wholeNumber(`--${name}`));
    }),
  );
}

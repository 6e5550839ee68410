import type { CommandProblems } from '../../../domain/problems/commands.ts';
import type { ProblemTexts } from '../texts.ts';

export const commandProblems: Pick<ProblemTexts, keyof CommandProblems> = {
  'child-ended': ({ command }) => ({
    what: `"guardrail ${command}" ended early.`,
    next: 'Run it by itself to see why.',
  }),
  'daemon-gone': () => ({
    what: 'The daemon ended before it answered.',
    next: 'Run the command again. Everything that was read or reviewed is kept.',
  }),
  'daemon-unproven': ({ socket }) => ({
    what: `Another program than your Guardrail daemon answers at ${socket}. Nothing was sent to it.`,
    next: 'Find the program that listens there and end it, or name another folder with GUARDRAIL_STATE_DIR.',
  }),
  'daemon-silent': ({ pid }) => ({
    what: `${daemon(pid)} runs but does not answer.`,
    next: 'End it with "guardrail daemon --stop", then try again.',
  }),
  'daemon-unstoppable': ({ pid }) => ({
    what: `${daemon(pid)} was asked to end and still runs.`,
    next: `Wait a little, or end its process yourself${pid === undefined ? '' : ` (kill -9 ${pid})`}. Everything that was read or reviewed is kept.`,
  }),
  'daemon-elsewhere': ({ host }) => ({
    what: `The daemon on the machine ${host} uses the state folder, which this machine shares with it.`,
    next: 'Give this machine a folder of its own with GUARDRAIL_STATE_DIR, on a local disk, and restart VS Code here.',
  }),
  'demo-failed': () => ({
    what: 'The sandbox holds no finding to review.',
    next: 'Run the demo again.',
  }),
  'folder-missing': ({ folder }) => ({
    what: `There is no folder ${folder}.`,
    next: 'Name an existing one.',
  }),
  'review-not-kept': ({ ticket }) => ({
    what: `No review of ${ticket} is waiting.`,
    next: 'Run "guardrail reviews" for the list.',
  }),
  'filing-not-kept': ({ finding }) => ({
    what: `No ticket waits to be filed for ${finding}.`,
    next: 'Run "guardrail findings" to see its ticket, or the key of another finding.',
  }),
  'action-of-several': ({ ticket, actions }) => ({
    what: `${actions.length} actions on ${ticket} wait or are in conflict.`,
    next: `Name one: ${actions.map((id) => `--action ${id}`).join(', ')}. "guardrail reviews" says which is which.`,
  }),
  'review-of-several-sites': ({ ticket, sites }) => ({
    what: `Reviews of ${ticket} wait for several sites: ${sites.join(', ')}.`,
    next: 'Name one with --site.',
  }),
};

function daemon(pid: number | undefined): string {
  return pid === undefined ? 'A Guardrail daemon' : `The Guardrail daemon (process ${pid})`;
}

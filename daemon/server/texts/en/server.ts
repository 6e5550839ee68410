import path from 'node:path';
import { isOlder } from '#protocol/versions.ts';
import type { ServerProblems } from '../../../domain/problems/server.ts';
import type { CoverageFacts, ProblemTexts, Texts } from '../texts.ts';
import { counted } from './counted.ts';

export const coverageText = ({ sources, accounts, regions, named, isOne }: CoverageFacts): string => {
  if (isOne) return `${sources} of ${named}`;
  return `${sources} of ${counted(accounts, 'account')} in ${counted(regions, 'region')} (${named})`;
};

export const unexpectedError = 'An unexpected error occurred. Run "Guardrail: Show Log" for details.';

export const unknownNote: Texts['unknownNote'] = (code) => ({
  what: `Guardrail has a message (${code}) that this version cannot show.`,
  next: 'Refresh to read it again.',
});

export const serverProblems: Pick<ProblemTexts, keyof ServerProblems> = {
  'handshake-refused': () => ({
    what: 'The daemon did not accept this client.',
    next: 'Run "Guardrail: Restart Daemon".',
  }),
  'protocol-differs': ({ client, daemon }) => ({
    what:
      client === daemon
        ? `The running daemon is another build of Guardrail ${daemon} and speaks another protocol.`
        : `This is Guardrail ${client}, but the running daemon is ${daemon}.`,
    next: isOlder(daemon, client)
      ? 'Reload the window, or run the command again.'
      : 'Run "Guardrail: Restart Daemon", or "guardrail daemon --stop" in a terminal.',
  }),
  'daemon-differs': ({ setting }) => ({
    what: `The running daemon uses another ${setting} than this terminal.`,
    next: 'End it with "guardrail daemon --stop", or give this command its own GUARDRAIL_STATE_DIR.',
  }),
  'daemon-running': () => ({
    what: 'A Guardrail daemon is already running.',
    next: 'Use it, or end it with "guardrail daemon --stop".',
  }),
  'team-differs': ({ team, inUse }) => ({
    what:
      inUse === undefined
        ? `No team is configured, so the store does not contain the findings of ${team}.`
        : `The store contains the findings of ${inUse}, not of ${team}.`,
    next: `Run "GUARDRAIL_TEAM=${team} guardrail sync" first.`,
  }),
  'finding-unknown': ({ finding }) => ({
    what: `No finding ${finding} is known.`,
    next: 'Run "Guardrail: Refresh" and choose again (in a terminal "guardrail sync"; "guardrail findings --json" lists the keys).',
  }),
  'place-not-declared': ({ file, logicalId, type }) => ({
    what: `${path.basename(file)} declares no ${logicalId} that could be the ${type}.`,
    next: 'Save the template and choose again.',
  }),
  'ticket-elsewhere': ({ ticket }) => ({
    what: `Guardrail now uses another Jira site than the one whose ${ticket} you saw.`,
    next: 'Check the setting "guardrail.jira.site" of your windows, then refresh.',
  }),
  'ticket-not-read': ({ ticket }) => ({
    what: `${ticket} is not among the team's tickets.`,
    next: 'Run "guardrail sync" and check the key.',
  }),
};

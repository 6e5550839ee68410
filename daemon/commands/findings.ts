import path from 'node:path';
import {
  type FindingView,
  listFindings,
  listLastSeen,
  severities,
  stateOfFinding,
} from '#protocol/findings.ts';
import type { Link } from '#protocol/links.ts';
import { getStatus } from '#protocol/status.ts';
import { byUrgency } from '#protocol/urgency.ts';
import { printableJson } from '../base/printable.ts';
import { type Command, oneOf } from './command.ts';
import { chosenDivergences, divergenceBlocks, divergenceOption } from './divergence-rows.ts';
import { countDue, dueForPrograms } from './due-cells.ts';
import { requireFolder } from './require-folder.ts';
import { incompleteLines, requireTeam, statusLines } from './status-lines.ts';
import { findingTable, ticketCell } from './tables.ts';
import { withDaemon } from './with-daemon.ts';

const states = ['none', 'todo', 'review', 'done'] as const;

export const findingsCommand: Command = {
  name: 'findings',
  usage:
    '[--json] [--all] [--team T] [--state none|todo|review|done] [--divergence any|CODE] [--severity S] [--workspace DIR]',
  options: {
    json: { type: 'boolean' },
    all: { type: 'boolean' },
    team: { type: 'string' },
    state: { type: 'string' },
    divergence: { type: 'string' },
    severity: { type: 'string' },
    workspace: { type: 'string' },
  },
  words: [0, 0],
  run(context, { options, out, err, texts, signal }) {
    const state = oneOf('--state', options.state, states);
    const divergence = divergenceOption(options.divergence);
    const severity = oneOf('--severity', options.severity, severities);
    const workspace = path.resolve(String(options.workspace ?? '.'));
    if (options.workspace !== undefined) requireFolder(workspace);
    const folders = options.workspace === undefined ? [] : [workspace];
    return withDaemon(context, { folders, signal }, async (client) => {
      const status = await client.request(getStatus, {});
      requireTeam(status);
      const team = options.team as string | undefined;
      const { findings } = await client.request(listFindings, {
        // Resolved findings whose ticket is open are not among those that fail.
        ...((options.all === true || divergence !== undefined) && { all: true }),
        ...(team !== undefined && { team }),
      });
      const shown = findings.filter(
        (finding) =>
          (state === undefined || stateOfFinding(finding) === state) &&
          (severity === undefined || finding.severity === severity) &&
          (divergence === undefined || chosenDivergences(finding, divergence).length > 0),
      );
      const language = { locale: context.locale, texts: texts.status };
      if (options.json) {
        const { lastSeen } = await client.request(listLastSeen, {});
        out.write(`${printableJson(shown.map((finding) => forPrograms(finding, lastSeen)))}\n`);
        err.write(incompleteLines(status, language));
      } else {
        const heading = ({ title, resource, ticket }: FindingView) =>
          [title, resource.name ?? resource.id, ticket && ticketCell(ticket, texts.tables)]
            .filter(Boolean)
            .join(' · ');
        out.write(
          divergence === undefined
            ? findingTable(shown, { texts: texts.tables, base: workspace, columns: out.columns })
            : divergenceBlocks(shown.toSorted(byUrgency), divergence, { heading, next: texts.status.next }),
        );
        const counted = {
          items: texts.status.findings(shown.length),
          due: countDue(shown.map(({ ticket }) => ticket)),
        };
        out.write(statusLines(status, counted, language));
      }
      return 0;
    });
  },
};

/** Returns the stable shape of `--json`: without the members that only a screen needs. */
function forPrograms(
  { consoleUrl: _consoleUrl, link, ticket, ...finding }: FindingView,
  lastSeen: Readonly<Record<string, string>>,
) {
  return {
    ...finding,
    ...(ticket && { ticket: { ...ticket, ...dueForPrograms(ticket) } }),
    ...(link && { link: linkForPrograms(link) }),
    state: stateOfFinding({ ...(ticket && { ticket }) }),
    lastSeen: lastSeen[finding.key] ?? finding.firstSeen,
  };
}

export type FindingForPrograms = ReturnType<typeof forPrograms>;

/** The location is merged into the members of the link. */
function linkForPrograms({ confidence, evidence, place, ...more }: Link) {
  return { confidence, evidence, ...place, ...more };
}

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
import { printableJson } from '../base/printable.ts';
import type { Text } from '../base/text.ts';
import { type Command, oneOf } from './command.ts';
import { requireFolder } from './require-folder.ts';
import { doubts, requireTeam, trustLines } from './status-lines.ts';
import { findingTable } from './tables.ts';
import { withDaemon } from './with-daemon.ts';

const states = ['none', 'todo', 'review', 'done'] as const;

export const findingsCommand: Command = {
  name: 'findings',
  usage: '[--json] [--all] [--team T] [--state none|todo|review|done] [--severity S] [--workspace DIR]',
  summary: {
    en: 'What fails now, with ticket and template line; --all shows what was resolved, too.',
    ja: '現在の検出結果を、チケットとテンプレートの行とともに表示します。--all は解消済みも表示します。',
  },
  options: {
    json: { type: 'boolean' },
    all: { type: 'boolean' },
    team: { type: 'string' },
    state: { type: 'string' },
    severity: { type: 'string' },
    workspace: { type: 'string' },
  },
  words: [0, 0],
  run(context, { options, out, err, signal }) {
    const state = oneOf('--state', options.state, states);
    const severity = oneOf('--severity', options.severity, severities);
    const workspace = path.resolve(String(options.workspace ?? '.'));
    if (options.workspace !== undefined) requireFolder(workspace);
    const folders = options.workspace === undefined ? [] : [workspace];
    return withDaemon(context, { folders, signal }, async (client) => {
      const status = await client.request(getStatus, {});
      requireTeam(status);
      const team = options.team as string | undefined;
      const { findings } = await client.request(listFindings, {
        ...(options.all === true && { all: true }),
        ...(team !== undefined && { team }),
      });
      const shown = findings.filter(
        (finding) =>
          (state === undefined || stateOfFinding(finding) === state) &&
          (severity === undefined || finding.severity === severity),
      );
      const { locale } = context;
      if (options.json) {
        const { lastSeen } = await client.request(listLastSeen, {});
        out.write(`${printableJson(shown.map((finding) => forPrograms(finding, lastSeen)))}\n`);
        err.write(doubts(status, locale));
      } else {
        out.write(findingTable(shown, { locale, base: workspace, columns: out.columns }));
        out.write(trustLines(status, countOf(shown.length)[locale], locale));
      }
      return 0;
    });
  },
};

function countOf(findings: number): Text {
  return {
    en: findings === 1 ? '1 finding' : `${findings} findings`,
    ja: `検出結果 ${findings} 件`,
  };
}

/** The stable shape of `--json`: what a screen alone needs is left out. */
function forPrograms(
  { consoleUrl: _consoleUrl, link, ...finding }: FindingView,
  lastSeen: Readonly<Record<string, string>>,
) {
  return {
    ...finding,
    ...(link && { link: linkForPrograms(link) }),
    state: stateOfFinding(finding),
    lastSeen: lastSeen[finding.key] ?? finding.firstSeen,
  };
}

export type FindingForPrograms = ReturnType<typeof forPrograms>;

/** The location is among the link's own members. */
function linkForPrograms({ confidence, evidence, place, ...more }: Link) {
  return { confidence, evidence, ...place, ...more };
}

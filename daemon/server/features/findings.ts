import { setTimeout as sleep } from 'node:timers/promises';
import { listFindings, listLastSeen } from '#protocol/findings.ts';
import { listTickets } from '#protocol/tickets.ts';
import { Problem } from '../../domain/problems/problem.ts';
import type { Core } from '../core.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import type { WindowNews } from '../session/window-news.ts';

/** Links of a new snapshot take a moment; a command has waited for all templates when it joined. In ms. */
const linkWait = 1_000;

/**
 * What fails now, for a window also what is resolved while its ticket is open; and the team's tickets.
 * @param news Of a window, which is told later what differs from these lists; nothing for a command.
 */
export function answerFindings(
  dispatch: Dispatch,
  core: Core,
  view: SessionView,
  news: () => WindowNews | undefined,
): void {
  const version = () => core.snapshot().version;
  dispatch.request(listFindings, async (params) => {
    const team = core.configuration().team?.team;
    if (params.team !== undefined && params.team !== team) throw teamDiffers(params.team, team);
    const windowNews = news();
    if (windowNews && !params.all) {
      const findings = await windowNews.listFindings();
      return { version: version(), findings };
    }
    await Promise.race([view.linked(), sleep(linkWait, undefined, { ref: false })]);
    return { version: version(), findings: params.all ? view.findings('all') : view.listed() };
  });
  dispatch.request(listLastSeen, ({ finding }) => ({
    lastSeen: core.lastSeen(finding),
  }));
  dispatch.request(listTickets, () => ({
    version: version(),
    tickets: news()?.listTickets() ?? view.tickets(),
  }));
}

function teamDiffers(asked: string, used: string | undefined): Problem {
  return new Problem(
    'team-differs',
    {
      en: `The store holds the findings of ${used ?? 'no team'}, not of ${asked}.`,
      ja: `ストアにあるのは ${used ?? '（チーム未設定）'} の検出結果で、${asked} のものではありません。`,
    },
    {
      en: `Run "GUARDRAIL_TEAM=${asked} guardrail sync" first.`,
      ja: `先に "GUARDRAIL_TEAM=${asked} guardrail sync" を実行してください。`,
    },
  );
}

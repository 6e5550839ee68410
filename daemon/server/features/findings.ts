import { setTimeout as sleep } from 'node:timers/promises';
import { listFindings, listLastSeen } from '#protocol/findings.ts';
import { listTickets } from '#protocol/tickets.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import type { WindowNews } from '../session/window-news.ts';

/** The links of a new snapshot take a moment. A command already waited for all templates when it joined. */
const linkTimeoutMs = 1_000;

export interface FindingsInput {
  /** The configured team. */
  readonly team: () => string | undefined;
  /** Returns when findings were last seen to fail, by key: the named one or, without a key, all of the team. ISO 8601. */
  readonly lastSeen: (finding?: string) => Readonly<Record<string, string>>;
  readonly view: SessionView;
  /** The news of a window: later changes are relative to its lists. `undefined` for a command. */
  readonly news: () => WindowNews | undefined;
}

/** Handles requests for the failing findings, for a window also the resolved ones with an open ticket; and the team's tickets. */
export function answerFindings(dispatch: Dispatch, { team, lastSeen, view, news }: FindingsInput): void {
  const version = () => view.snapshot().version;
  dispatch.request(listFindings, async (params) => {
    const inUse = team();
    if (params.team !== undefined && params.team !== inUse)
      throw problem('team-differs', { team: params.team, ...(inUse !== undefined && { inUse }) });
    const windowNews = news();
    if (windowNews && !params.all) {
      const findings = await windowNews.listFindings();
      return { version: version(), findings };
    }
    await view.compared();
    await Promise.race([view.linked(), sleep(linkTimeoutMs, undefined, { ref: false })]);
    return { version: version(), findings: params.all ? view.findings('all') : view.listed() };
  });
  dispatch.request(listLastSeen, ({ finding }) => ({ lastSeen: lastSeen(finding) }));
  dispatch.request(listTickets, async () => {
    await view.compared();
    return { version: version(), tickets: news()?.listTickets() ?? view.tickets() };
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { listFindings, listLastSeen, listTickets } from '#protocol/messages.ts';
import { Problem } from '../../base/problem.ts';
import type { Core } from '../core.ts';
import type { Dispatch } from '../dispatch.ts';
import type { SessionView } from '../session-view.ts';

/** Links of a new snapshot take a moment. A large workspace that is still being read takes longer, and tells later. In ms. */
const patience = 1_000;

/** What fails now, for a window also what is resolved while its ticket is open; and the team's tickets. */
export function answerFindings(dispatch: Dispatch, core: Core, view: SessionView): void {
  const version = () => core.snapshot().version;
  dispatch.request(
    listFindings,
    z.object({ all: z.boolean().optional(), team: z.string().optional() }),
    async (params) => {
      const team = core.configuration().team?.team;
      if (params.team !== undefined && params.team !== team) throw teamDiffers(params.team, team);
      await Promise.race([view.linked(), sleep(patience, undefined, { ref: false })]);
      return { version: version(), findings: params.all ? view.findings('all') : view.listed() };
    },
  );
  dispatch.request(listLastSeen, z.object({ finding: z.string().optional() }), ({ finding }) => ({
    lastSeen: core.lastSeen(finding),
  }));
  dispatch.request(listTickets, z.object({}), () => ({ version: version(), tickets: view.tickets() }));
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

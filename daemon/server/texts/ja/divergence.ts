import type {
  Divergence,
  DoneFailing,
  Duplicate,
  Reopened,
  ResolvedOpen,
} from '../../../domain/tickets/divergence.ts';
import { intendedLabel } from '../../../domain/tickets/evidence/intention.ts';
import { dayOf } from '../day.ts';
import type { ProblemText } from '../texts.ts';

export function divergenceText(divergence: Divergence): ProblemText {
  const { what, next } = textOf(divergence);
  const unread = 'isUnread' in divergence && divergence.isUnread;
  const service = divergence.code === 'without-ticket' ? 'Jira' : 'AWS';
  return {
    what: unread
      ? `${what}前回の同期では ${service} のこの箇所を読み込めなかったため、最新でない可能性があります。`
      : what,
    next: unread ? `まず更新し、読み込めなかった箇所を確認してください。${next}` : next,
  };
}

function textOf(divergence: Divergence): ProblemText {
  switch (divergence.code) {
    case 'resolved-open':
      return resolvedOpen(divergence);
    case 'reopened':
      return reopened(divergence);
    case 'done-failing':
      return doneFailing(divergence);
    case 'duplicate':
      return duplicate(divergence);
    case 'without-ticket':
      return {
        what: 'AWS で検出されていますが、対応するチケットがありません。',
        next: 'チケットを起票するか、修正して次の同期で解消を確認してください。',
      };
    case 'without-finding':
      return {
        what: 'チケットは未完了ですが、このチームには対応する検出結果がありません。以前に解消したか、別のチームのチケットの可能性があります。',
        next: 'チケットに記載されたリソースを確認し、レビューに進めるか、Jira で該当チームに引き渡してください。',
      };
  }
}

function resolvedOpen({ ticket, state, since, othersFail, pending }: ResolvedOpen): ProblemText {
  return {
    what: `AWS では ${dayOf(since)} に解消していますが、${ticket} は未完了です。`,
    next:
      pendingStep(ticket, pending) ??
      (othersFail
        ? `${ticket} には未解消の検出結果がほかにもあります。先に修正してください。`
        : state === 'review'
          ? `レビュー担当者が ${ticket} を承認できます。`
          : `${ticket} を「修正済み」としてレビューに進めてください。`),
  };
}

function reopened({ what, since, ticket, state, pending }: Reopened): ProblemText {
  const again = {
    finding: `一度解消しましたが、${dayOf(since)} に AWS で再び検出されました。`,
    ticket: `${ticket} は一度完了しましたが、${dayOf(since)} に再オープンされました。`,
  }[what];
  if (ticket === undefined)
    return { what: again, next: '修正が失われた原因を調べ、チケットを起票してください。' };
  const next = {
    todo:
      what === 'ticket'
        ? `再オープンの理由を ${ticket} で確認し、修正してからレビューに進めてください。`
        : `古いテンプレートのデプロイなど、修正が失われた原因を調べ、${ticket} をレビューに進めてください。`,
    review: `修正が維持されていないため、${ticket} を差し戻してください。`,
    done: `Jira で ${ticket} を再オープンし、古いテンプレートのデプロイなど、修正が失われた原因を調べてください。`,
  }[state ?? 'todo'];
  return { what: again, next: pendingStep(ticket, pending) ?? next };
}

function doneFailing({ ticket, until, pending }: DoneFailing): ProblemText {
  return {
    what:
      until === undefined
        ? `${ticket} は完了していますが、前回の読み込み時も AWS で検出されていました。`
        : `${ticket} は ${until} まで想定内として完了しました。その期限を過ぎましたが、AWS でまだ検出されています。`,
    next:
      pendingStep(ticket, pending) ??
      (until === undefined
        ? `想定内の場合は、Jira で ${ticket} にラベル ${intendedLabel} を付けてください。そうでない場合は、再オープンして修正してください。`
        : `修正するか、Jira で ${ticket} を再オープンし、新しい期限でレビューし直してください。`),
  };
}

function duplicate({ used, tickets, count }: Duplicate): ProblemText {
  const others = tickets.filter((ticket) => ticket !== used);
  const more = count - tickets.length;
  return {
    what: `この検出結果には未完了のチケットが ${count} 件あります。${used} が使われます。ほかの未完了: ${others.join('、')}${more > 0 ? `、ほか ${more} 件` : ''}。`,
    next: `Jira で ${others.length === 1 ? `${others[0]} ` : 'ほかのチケット'}を ${used} の重複としてクローズしてください。`,
  };
}

function pendingStep(ticket: string, pending: ResolvedOpen['pending']): string | undefined {
  if (pending === 'waiting') return `対応は不要です。${ticket} への操作は Jira への送信待ちです。`;
  return pending === 'conflict' ? `先に ${ticket} の競合を解決してください。` : undefined;
}

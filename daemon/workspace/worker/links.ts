import type { Text } from '../../base/text.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import { withCauses } from '../../domain/linking/causes/place-cause.ts';
import { linksWithChoices } from '../../domain/linking/choices/apply-choices.ts';
import type { LinkChoice } from '../../domain/linking/choices/link-choice.ts';
import { withConstructs } from '../../domain/linking/constructs.ts';
import { type Deployed, type FindingLink, linkFindings } from '../../domain/linking/link.ts';
import { type Stacks, stacksOf } from '../../domain/linking/stacks/membership.ts';
import type { ReadState } from './watched-folder.ts';
import type { Workspace } from './workspace.ts';

/** What findings are linked by, beside templates. */
export interface Knowledge extends Deployed {
  /** Equal versions mean equal content. */
  readonly version: number;
  readonly findings: readonly Finding[];
  /** What people said of links. */
  readonly choices: readonly LinkChoice[];
}

export type Links = ReadonlyMap<string, FindingLink>;

/** Files are saved more often than AWS says something new: what a large team's stacks hold is put together once,
 * after the last piece of a knowledge has come: nobody asks for links before. */
const stacksBy = new WeakMap<Knowledge, Stacks>();

/**
 * The one place where findings meet templates. Before all is read, what was not found is not called undeclared, and what
 * was found is not called the only one.
 */
export function linksIn({ index, state, unreadCount }: Workspace, knowledge: Knowledge): Links {
  const { findings, choices } = knowledge;
  const stacks = stacksBy.get(knowledge) ?? stacksOf(knowledge.stacks, findings);
  stacksBy.set(knowledge, stacks);
  const linked = linkFindings(findings, knowledge, index, { whole: state === 'read', stacks });
  const chosen = linksWithChoices(linked, findings, choices, index);
  const links = withConstructs(withCauses(chosen, findings, index.files), index);
  if (state === 'read' && unreadCount === 0) return links;
  const evidenceOf = (known: Text) => (state === 'read' ? withUnread(known, unreadCount) : unfound(state));
  return new Map(
    [...links].map(([key, link]) => [
      key,
      link.confidence === 'none' && !link.choice ? { ...link, evidence: evidenceOf(link.evidence) } : link,
    ]),
  );
}

/** What was not read may declare it. */
function withUnread({ en, ja }: Text, count: number): Text {
  return {
    en: `${en} But ${count === 1 ? 'one file or folder' : `${count} files or folders`} of the workspace could not be read.`,
    ja: `${ja}ただし、ワークスペースのファイルまたはフォルダー ${count} 件を読み込めませんでした。`,
  };
}

function unfound(state: ReadState): Text {
  return state === 'partial'
    ? {
        en: 'Not found so far: reading the templates was stopped. Refresh reads on.',
        ja: 'まだ見つかっていません。テンプレートの読み込みが中止されました。更新すると続きを読み込みます。',
      }
    : {
        en: 'Not found so far: the templates are still being read.',
        ja: 'まだ見つかっていません。テンプレートを読み込み中です。',
      };
}

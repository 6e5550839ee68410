import type { Finding } from '../../domain/findings/finding.ts';
import { withCauses } from '../../domain/linking/causes/place-cause.ts';
import { linksWithChoices } from '../../domain/linking/choices/apply-choices.ts';
import type { LinkChoice } from '../../domain/linking/choices/link-choice.ts';
import { withConstructs } from '../../domain/linking/constructs.ts';
import { type Evidence, qualified } from '../../domain/linking/evidence.ts';
import type { FindingLink } from '../../domain/linking/finding-link.ts';
import { type DeployedStacks, linkFindings } from '../../domain/linking/link-findings.ts';
import { createStacks } from '../../domain/linking/stacks/create-stacks.ts';
import type { Stacks } from '../../domain/linking/stacks/membership.ts';
import type { FolderSet } from './thread/folder-set.ts';

/** The inputs for links, in addition to the templates. */
export interface LinkFacts extends DeployedStacks {
  /** Equal versions have equal content. */
  readonly version: number;
  readonly findings: readonly Finding[];
  /** The user's choices of places. */
  readonly choices: readonly LinkChoice[];
}

export type Links = ReadonlyMap<string, FindingLink>;

/** The templates of a set of folders, and how far they are read. */
export type TemplatesOfSet = Pick<FolderSet, 'index' | 'state' | 'unreadCount' | 'isVirtual'>;

/**
 * The stacks of the facts. Files are saved more often than AWS reports a change, so a large team's stacks are
 * collected once. Facts arrive in pieces. Links are requested only after the last piece.
 */
const stacksBy = new WeakMap<LinkFacts, Stacks>();

/**
 * Links findings to the templates of a workspace: all of the facts, or only these. What the links depend on is noted in the index for
 * each finding (a place that has a cause is noted when it is found or chosen). Until all templates are read, a resource that was not found
 * is not called undeclared, and a place that was found is not called the only one.
 */
export function linksIn(
  { index, state, unreadCount, isVirtual }: TemplatesOfSet,
  facts: LinkFacts,
  findings = facts.findings,
): Links {
  const { choices } = facts;
  const stacks = stacksBy.get(facts) ?? createStacks(facts.stacks, facts.findings);
  stacksBy.set(facts, stacks);
  const isComplete = state === 'read';
  const linked = linkFindings(findings, facts, index, { isComplete, stacks, choices });
  const chosen = linksWithChoices(linked, findings, choices, index);
  const links = withConstructs(withCauses(chosen, findings, index.files), index);
  if (isComplete && unreadCount === 0) return links;
  const evidenceOf = ({ evidence }: FindingLink): Evidence => {
    if (isVirtual) return { by: 'reading', state: 'virtual' };
    return isComplete
      ? qualified(evidence, { kind: 'unread', count: unreadCount })
      : { by: 'reading', state: state === 'partial' ? 'stopped' : 'reading' };
  };
  return new Map(
    [...links].map(([key, link]) => [
      key,
      link.confidence === 'none' && !link.choice ? { ...link, evidence: evidenceOf(link) } : link,
    ]),
  );
}

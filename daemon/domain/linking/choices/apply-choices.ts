import type { DeclaredAt, TemplatePlace } from '#protocol/links.ts';
import type { Finding } from '../../findings/finding.ts';
import { firstCandidates, maxCandidates } from '../candidates.ts';
import { type Qualifier, qualified } from '../evidence.ts';
import type { FindingLink } from '../finding-link.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import type { TemplatePaths } from '../likeness/template-paths.ts';
import { identityOf, type LinkChoice, type ResourceIdentity } from './link-choice.ts';
import { findDeclaration } from './list-declarations.ts';

/** Returns the links of these findings, made for the same choices, after the user's choices, which take precedence. */
export function linksWithChoices(
  links: ReadonlyMap<string, FindingLink>,
  findings: readonly Finding[],
  choices: readonly LinkChoice[],
  index: TemplateIndex,
): ReadonlyMap<string, FindingLink> {
  if (choices.length === 0) return links;
  const byResource = Map.groupBy(choices, keyOf);
  const chosen = new Map(links);
  for (const finding of findings) {
    const link = links.get(finding.key);
    const ofResource = byResource.get(keyOf(identityOf(finding))) ?? [];
    if (!link || (ofResource.length === 0 && !hasMoreThanShown(link))) continue;
    chosen.set(
      finding.key,
      index.reads.for(finding.key, () => applyChoices(link, ofResource, index)),
    );
  }
  return chosen;
}

/**
 * Returns a link after the user's choices about places of its resource. If a chosen place is no longer
 * declared, the choice is not used and the link is as computed. A single remaining candidate is probable,
 * never certain, because the user did not confirm it.
 */
export function applyChoices(
  link: FindingLink,
  choices: readonly LinkChoice[],
  index: TemplateIndex,
): FindingLink {
  if (choices.length === 0) return firstCandidates(link);
  const chosen = choices.find(({ verdict }) => verdict === 'this');
  const place = chosen && chosenPlace(chosen, link, index);
  if (chosen && place) {
    const computed = link.place && isAt(link.place)(place) ? link : {};
    const evidence = { by: 'choice', at: chosen.at } as const;
    return { ...computed, confidence: 'certain', place, evidence, choice: 'this' };
  }
  const rejected = choices.filter(({ verdict }) => verdict === 'not');
  return {
    ...firstCandidates(withoutRejected(link, rejected, index.paths)),
    choice: chosen ? 'gone' : 'not',
  };
}

/** Returns whether a link was made with more candidates, because the user rejected places of a resource with this id. */
function hasMoreThanShown({ candidates = [] }: FindingLink): boolean {
  return candidates.length > maxCandidates;
}

/** Returns the current place of a chosen declaration. A computed place may have a type that Config's does not imply. */
function chosenPlace(
  chosen: LinkChoice,
  { place, candidates = [] }: FindingLink,
  index: TemplateIndex,
): TemplatePlace | undefined {
  const computed = [...(place ? [place] : []), ...candidates].find(isAt(chosen));
  return computed ?? findDeclaration(chosen.type, chosen, index.file(chosen.file));
}

function withoutRejected(
  link: FindingLink,
  rejected: readonly LinkChoice[],
  paths: TemplatePaths,
): FindingLink {
  const { place, candidates = [], unlisted = 0 } = link;
  const effective = rejected.filter((choice) =>
    [...(place ? [place] : []), ...candidates].some(isAt(choice)),
  );
  if (effective.length === 0) return link;
  const evidence = qualified(link.evidence, rejection(effective, paths));
  const left = candidates.filter((candidate) => !effective.some(isAt(candidate)));
  const [first] = left;
  if (!first) return { confidence: 'none', evidence };
  if (left.length > 1 || unlisted > 0) return { ...link, candidates: left, evidence };
  const { logicalId } = first;
  const onlyOne = { kind: 'only-one-left', logicalId, file: paths.shortWithFolder(first.file) } as const;
  return { confidence: 'probable', place: first, evidence: qualified(evidence, onlyOne) };
}

/** @param rejected Not empty. */
function rejection(rejected: readonly LinkChoice[], paths: TemplatePaths): Qualifier {
  const last = rejected.reduce((latest, choice) => (choice.at > latest.at ? choice : latest));
  const { logicalId, at } = last;
  return rejected.length === 1
    ? { kind: 'rejected', logicalId, file: paths.shortWithFolder(last.file), at }
    : { kind: 'rejected-several', places: rejected.length, at };
}

function isAt({ file, logicalId }: DeclaredAt): (other: DeclaredAt) => boolean {
  return (other) => other.file === file && other.logicalId === logicalId;
}

function keyOf({ account, region, type, id }: ResourceIdentity): string {
  return `${account} ${region} ${type} ${id}`;
}

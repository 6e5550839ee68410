import type { DeclaredAt, TemplatePlace } from '#protocol/links.ts';
import type { Finding } from '../../findings/finding.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import type { FindingLink } from '../link.ts';
import { choiceEvidence } from './choice-evidence.ts';
import { identityOf, type LinkChoice, type ResourceIdentity } from './link-choice.ts';
import { declarationAt } from './list-declarations.ts';

/** The links of these findings, where a person's word comes last. */
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
    const ofResource = byResource.get(keyOf(identityOf(finding)));
    if (link && ofResource) chosen.set(finding.key, applyChoices(link, ofResource, index));
  }
  return chosen;
}

/**
 * One link, with what a person said of its resource's places. A chosen place that is declared no more is not followed:
 * the link is as computed. One candidate that is left is probable, never certain: nobody said that it is the one.
 */
export function applyChoices(
  link: FindingLink,
  choices: readonly LinkChoice[],
  index: TemplateIndex,
): FindingLink {
  if (choices.length === 0) return link;
  const chosen = choices.find(({ verdict }) => verdict === 'this');
  const place = chosen && chosenPlace(chosen, link, index);
  if (chosen && place) {
    const computed = link.place && isAt(link.place)(place) ? link : {};
    const evidence = choiceEvidence.chosen(chosen);
    return { ...computed, confidence: 'certain', place, evidence, choice: 'this' };
  }
  const refused = choices.filter(({ verdict }) => verdict === 'not');
  return { ...withoutRefused(link, refused, index.paths.folders), choice: chosen ? 'gone' : 'not' };
}

/** Where it is declared now: what the linking itself found may have a type that Config's does not tell. */
function chosenPlace(
  chosen: LinkChoice,
  { place, candidates = [] }: FindingLink,
  index: TemplateIndex,
): TemplatePlace | undefined {
  const computed = [...(place ? [place] : []), ...candidates].find(isAt(chosen));
  return computed ?? declarationAt(chosen.type, chosen, index.files);
}

function withoutRefused(
  link: FindingLink,
  refused: readonly LinkChoice[],
  folders: readonly string[],
): FindingLink {
  const { place, candidates = [], unlisted = 0, evidence } = link;
  const heeded = refused.filter((choice) => [...(place ? [place] : []), ...candidates].some(isAt(choice)));
  if (heeded.length === 0) return link;
  const said = choiceEvidence.refused(evidence, heeded, folders);
  const left = candidates.filter((candidate) => !heeded.some(isAt(candidate)));
  const [first] = left;
  if (!first) return { confidence: 'none', evidence: said };
  if (left.length === 1 && unlisted === 0) {
    return {
      confidence: 'probable',
      place: first,
      evidence: choiceEvidence.onlyOneLeft(said, first, folders),
    };
  }
  return { ...link, candidates: left, evidence: said };
}

function isAt({ file, logicalId }: DeclaredAt): (other: DeclaredAt) => boolean {
  return (other) => other.file === file && other.logicalId === logicalId;
}

function keyOf({ account, region, type, id }: ResourceIdentity): string {
  return `${account} ${region} ${type} ${id}`;
}

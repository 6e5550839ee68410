import type { StackResource } from '../aws/reading.ts';
import { memoize } from '../base/memoize.ts';
import { addTo } from '../base/multimap.ts';
import type { Finding } from '../findings/finding.ts';
import { agreementsIn } from './agreement.ts';
import { byNameIn } from './by-name.ts';
import { linkThroughStack } from './by-stack.ts';
import { declaredAnywhereIn } from './declared-anywhere.ts';
import { evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import type { LinkingContext } from './linking-context.ts';
import { madeNamesIn } from './made-names.ts';
import { originsIn } from './origins.ts';
import { createNamesAlike } from './stack-names.ts';
import { haveSameStackTags, type Membership, type Stack, type Stacks, stacksOf } from './stacks.ts';
import type { TemplateIndex } from './template-index.ts';

export type { FindingLink };

/** What AWS says of a team's stacks. */
export interface Deployed {
  readonly stacks: readonly StackResource[];
  /** Stack id → hash of the template it was deployed from, where AWS told it. */
  readonly templateHashes: ReadonlyMap<string, string>;
}

export interface LinkOptions {
  /**
   * Whether the index has all templates of the workspace. Until then nobody knows that a place is the only one: just
   * what is said of a stack's template makes sure.
   */
  readonly whole?: boolean;
  /** `stacksOf` the same findings and stacks, where somebody has them already. */
  readonly stacks?: Stacks;
}

/**
 * Links each finding to where its resource is declared. Which stack holds it: by CloudFormation's tags, else by the
 * resources that stacks list, else by a name that CloudFormation made up. Which template is the stack's: by what the
 * workspace says, else by what they share. Without a stack: by a name that a template gives. The type must agree.
 * Several equal places are candidates, never a guess.
 */
export function linkFindings(
  findings: readonly Finding[],
  { stacks: resources, templateHashes }: Deployed,
  index: TemplateIndex,
  { whole = true, stacks = stacksOf(resources, findings) }: LinkOptions = {},
): Map<string, FindingLink> {
  const statementsOf = memoize((stack: Stack) => index.deployments.of(stack));
  const originsOf = originsIn({ index, stacks, statementsOf, templateHashes });
  const madeNames = madeNamesIn(index, stacks, originsOf);
  const linkByName = byNameIn(index);
  const context: LinkingContext = {
    index,
    originsOf,
    statementsOf,
    templateHashes,
    declaredAnywhere: declaredAnywhereIn(index),
    agreements: agreementsIn(index),
    namesAlike: createNamesAlike(),
  };

  /** What may hold a resource, the surest first. */
  function* membershipsOf(finding: Finding): Generator<Membership> {
    const tagged = stacks.byTags(finding);
    if (tagged) yield tagged;
    const listed = stacks.byPhysicalId(finding);
    if (listed) yield listed;
    const made = tagged || listed ? undefined : madeNames(finding);
    if (made) yield made;
  }

  const linkOf = (finding: Finding): FindingLink => {
    let known: Membership | undefined;
    /** Why not, in the words of what speaks last. */
    let undeclared: FindingLink | undefined;
    for (const member of membershipsOf(finding)) {
      const { link, isStated } = linkThroughStack(finding, member, context);
      if (link.confidence !== 'none') return whole || isStated ? link : soFar(link);
      if (member.from !== 'name') known ??= member;
      undeclared = link;
    }
    const unknown = evidence.unknown(finding.resource.name ?? finding.resource.id);
    const named = linkByName(finding, known);
    if (named) return whole ? named : soFar(named);
    return undeclared ?? { confidence: 'none', evidence: unknown };
  };

  /** Several rules find fault with one resource: they share its link. By the resource's id. */
  const linked = new Map<string, { finding: Finding; link: FindingLink }[]>();
  const links = new Map<string, FindingLink>();
  for (const finding of findings) {
    const { id } = finding.resource;
    const known = linked.get(id)?.find((each) => isSameResource(each.finding, finding));
    const link = known?.link ?? linkOf(finding);
    if (!known) addTo(linked, id, { finding, link });
    links.set(finding.key, link);
  }
  return links;
}

/** Whether all that links are made of is the same. */
function isSameResource(one: Finding, other: Finding): boolean {
  const [a, b] = [one.resource, other.resource];
  return (
    one.account === other.account &&
    one.region === other.region &&
    a.type === b.type &&
    a.id === b.id &&
    a.name === b.name &&
    a.arn === b.arn &&
    haveSameStackTags(one, other)
  );
}

/** What rests on being the only one, or on having most, as long as others may come. */
function soFar(link: FindingLink): FindingLink {
  const confidence = link.confidence === 'certain' ? 'probable' : link.confidence;
  return { ...link, confidence, evidence: evidence.onlySoFar(link.evidence) };
}

import type { StackResource } from '../aws/reading.ts';
import type { Finding } from '../findings/finding.ts';
import { agreementsIn } from './agreement.ts';
import { linkByName } from './by-name.ts';
import { linkThroughStack, type StackContext } from './by-stack.ts';
import { evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import { madeNamesIn } from './made-names.ts';
import { originsIn } from './origins.ts';
import { stacksOf } from './stacks.ts';
import type { TemplateIndex } from './template-index.ts';

export type { FindingLink };

/** What AWS says of a team's stacks. */
export interface Deployed {
  readonly stacks: readonly StackResource[];
  /** Stack id → hash of the template it was deployed from, where AWS told it. */
  readonly templateHashes: ReadonlyMap<string, string>;
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
): Map<string, FindingLink> {
  const stacks = stacksOf(resources, findings);
  const originsOf = originsIn(index, stacks, templateHashes);
  const names = madeNamesIn(index, stacks, originsOf);
  const context: StackContext = { index, originsOf, templateHashes, agreements: agreementsIn(index) };

  const linkOf = (finding: Finding): FindingLink => {
    const tagged = stacks.byTags(finding);
    const listed = stacks.byPhysicalId(finding);
    const member = tagged ?? listed;
    const members = member ? [tagged, listed] : [names.membershipOf(finding)];
    /** Why not, in the words of what speaks last. */
    let undeclared: FindingLink | undefined;
    for (const each of members) {
      const link = each && linkThroughStack(finding, each, context);
      if (link && link.confidence !== 'none') return link;
      undeclared = link ?? undeclared;
    }
    const unknown = evidence.unknown(finding.resource.name ?? finding.resource.id);
    return (
      linkByName(finding, index, names, member) ?? undeclared ?? { confidence: 'none', evidence: unknown }
    );
  };
  return new Map(findings.map((finding) => [finding.key, linkOf(finding)]));
}

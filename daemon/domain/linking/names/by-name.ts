import { memoize } from '../../../base/memoize.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { withoutSuffix } from '../../resources/generated-names.ts';
import { isNamed, isNameUnique, namesOf } from '../../resources/names.ts';
import { candidates } from '../candidates.ts';
import { evidence } from '../evidence.ts';
import type { FindingLink } from '../finding-link.ts';
import { byPath, type Declaration, placeOf } from '../index/declaration.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import { withoutCopies } from '../likeness/without-copies.ts';
import { mayBeIn } from '../stacks/deployment-index.ts';
import type { Membership } from '../stacks/membership.ts';
import { givenNamesIn } from './given-names.ts';

/** Links by a name that a template gives. */
export type ByName = (finding: Finding, member: Membership | undefined) => FindingLink | undefined;

/**
 * By a name that a template gives: a literal first, then what an intrinsic function puts together. A name that only
 * looks as if CloudFormation had made it up shows candidates. What holds the resource although no template declares it
 * so, if anything does, is `member`: a name alone then proves little.
 */
export function byNameIn(index: TemplateIndex): ByName {
  const givenNames = givenNamesIn(index);
  const lookingMade = lookingMadeIn(index);
  return (finding, member) => {
    const { resource } = finding;
    const literal = declaredAs(resource.type)
      .flatMap((type) => namesOf(resource).flatMap((name) => index.named(type, name)))
      .filter((declaration) => isNamed(resource, declaration.name ?? ''));
    const found = literal.length > 0 ? literal : givenNames(finding);
    const [only, ...others] = [...withoutCopies(found, (each) => each, index.paths)].sort(byPath);
    if (!only) return member ? undefined : lookingMade(finding);
    const name = only.name ?? resource.name ?? resource.id;
    if (others.length > 0) return candidates([only, ...others], evidence.sameName(name, others.length + 1));
    const text = only.pattern === undefined ? evidence.byName(name) : evidence.byPattern(only.pattern, name);
    const unique = isNameUnique(resource.type);
    if (!unique && (member !== undefined || isDeployedElsewhere(only, finding, index)))
      return candidates([only], text);
    const certain =
      unique &&
      member === undefined &&
      only.pattern === undefined &&
      !index.paths.isCopy(only.file.path) &&
      !isDeployedElsewhere(only, finding, index);
    return { confidence: certain ? 'certain' : 'probable', place: placeOf(only), evidence: text };
  };
}

/** Every statement about the template is about other accounts or regions. */
function isDeployedElsewhere({ file }: Declaration, finding: Finding, index: TemplateIndex): boolean {
  const deployments = index.deployments.to(file.path);
  return deployments.length > 0 && !deployments.some((deployment) => mayBeIn(deployment, finding));
}

/** `{stack}-{logicalId}-{random}` of a stack that nobody names: whatever declares such a logical id. */
function lookingMadeIn(index: TemplateIndex): (finding: Finding) => FindingLink | undefined {
  const nameless = memoize((configType: string) =>
    memoize((logicalId: string): readonly Declaration[] => {
      const found = declaredAs(configType)
        .flatMap((type) => index.declaredAlike(type, logicalId))
        .filter((declaration) => declaration.name === undefined);
      return [...withoutCopies(found, (each) => each, index.paths)].sort(byPath);
    }),
  );
  return ({ resource }) => {
    for (const name of namesOf(resource)) {
      const parts = withoutSuffix(name)?.split('-') ?? [];
      const logicalId = parts.pop();
      if (logicalId === undefined || parts.length === 0) continue;
      const left = nameless(resource.type)(logicalId);
      const [first] = left;
      if (first) return candidates(left, evidence.looksMade(name, first.resource.id, parts.join('-')));
    }
    return undefined;
  };
}

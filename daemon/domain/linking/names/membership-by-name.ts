import { addTo } from '../../../base/multimap.ts';
import type { AccountRegion } from '../../accounts/account-region.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { generatedPrefix, minStackCharacters, withoutSuffix } from '../../resources/generated-names.ts';
import { comparableId, namesOf } from '../../resources/names.ts';
import { toDeclaration } from '../index/declaration.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import { mayBeIn } from '../stacks/deployment-index.ts';
import type { Membership, Stack, Stacks } from '../stacks/membership.ts';
import type { TemplateMatch } from '../stacks/template-match.ts';
import { StacksByName } from './stacks-by-name.ts';

/** Finds the stack for which CloudFormation generates such a name, among the stacks that the workspace deploys. */
export type GeneratedNames = (finding: Finding) => Membership | undefined;

/** Looks only at the stacks whose names begin like the resource's, so that few templates decide. */
export function createGeneratedNames(
  index: TemplateIndex,
  stacks: Stacks,
  templatesOf: (stack: Stack) => readonly TemplateMatch[],
): GeneratedNames {
  let byName: StacksByName | undefined;
  const named = () => {
    byName ??= new StacksByName(hintedStacks(index, stacks));
    return byName;
  };

  const located = new Map<string, Stack>();
  /** Returns the stack in the finding's account and region, which its hint may leave out. */
  const locatedIn = (stack: Stack, account: string, region: string): Stack => {
    if (stack.account === account && stack.region === region) return stack;
    const key = `${account} ${region} ${stack.name}`;
    const known = located.get(key) ?? { ...stack, account, region };
    located.set(key, known);
    return known;
  };

  /** Logical ids by type and prefix of the generated names. */
  const prefixesOf = index.reads.memoize((stack: Stack) => {
    const found = new Map<string, string[]>();
    for (const { template } of templatesOf(stack)) {
      for (const resource of template.resources) {
        const { type, id } = resource;
        const { name, pattern } = toDeclaration(template, resource);
        if (type === null || name !== undefined || pattern !== undefined) continue;
        addTo(found, `${type} ${generatedPrefix(type, stack.name, id)}`, id);
      }
    }
    return found;
  });

  /** Returns the logical resources in this account and region whose generated names have this prefix. */
  const ownersOf = (type: string, prefix: string, { account, region }: AccountRegion) =>
    named()
      .beginning(prefix.slice(0, Math.max(0, prefix.lastIndexOf('-'))), minStackCharacters(type))
      .filter((stack) =>
        mayBeIn(
          {
            ...(stack.account && { account: stack.account }),
            ...(stack.region && { region: stack.region }),
          },
          { account, region },
        ),
      )
      .flatMap((stack) =>
        (prefixesOf(stack).get(`${type} ${comparableId(type, prefix)}`) ?? []).map((logicalId) => ({
          stack,
          logicalId,
        })),
      );

  return ({ account, region, resource }) => {
    for (const name of namesOf(resource)) {
      const prefix = withoutSuffix(name);
      if (prefix === undefined) continue;
      for (const type of declaredAs(resource.type)) {
        const owners = ownersOf(type, prefix, { account, region });
        const [first] = owners;
        const isOne =
          first &&
          owners.every(
            ({ stack, logicalId }) => stack.name === first.stack.name && logicalId === first.logicalId,
          );
        if (!isOne) continue;
        return {
          stack: locatedIn(first.stack, account, region),
          logicalId: first.logicalId,
          by: 'generated-name',
        };
      }
    }
    return undefined;
  };
}

/** Yields stacks whose full name a hint contains, then those that AWS reports. An account or region that a hint leaves out is empty. */
function* hintedStacks(index: TemplateIndex, stacks: Stacks): Generator<Stack> {
  const seen = new Set<string>();
  for (const { stack: name, account = '', region = '' } of index.deployments.withFullName()) {
    const key = `${account} ${region} ${name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { name, account, region, members: [], isListed: false };
  }
  // If the stack's list was read, it contains the names.
  for (const stack of stacks.all()) if (!stack.isListed) yield stack;
}

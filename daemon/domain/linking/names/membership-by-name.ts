import { addTo } from '../../../base/multimap.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { generatedPrefix, withoutSuffix } from '../../resources/generated-names.ts';
import { comparableId, namesOf } from '../../resources/names.ts';
import { toDeclaration } from '../index/declaration.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import { mayBeIn } from '../stacks/deployment-index.ts';
import type { Membership, Stack, Stacks } from '../stacks/membership.ts';
import type { TemplateMatch } from '../stacks/template-match.ts';

/** Finds the stack for which CloudFormation generates such a name, among the stacks that the workspace deploys. */
export type GeneratedNames = (finding: Finding) => Membership | undefined;

/** A logical resource whose generated names have a certain prefix. */
interface NameOwner {
  readonly stack: Stack;
  readonly logicalId: string;
}

/** Collects the prefixes of generated names at the first request. */
export function createGeneratedNames(
  index: TemplateIndex,
  stacks: Stacks,
  templatesOf: (stack: Stack) => readonly TemplateMatch[],
): GeneratedNames {
  let prefixes: Map<string, NameOwner[]> | undefined;

  const located = new Map<string, Stack>();
  /** Returns the stack in the finding's account and region, which its hint may leave out. */
  const locatedIn = (stack: Stack, account: string, region: string): Stack => {
    if (stack.account === account && stack.region === region) return stack;
    const key = `${account} ${region} ${stack.name}`;
    const known = located.get(key) ?? { ...stack, account, region };
    located.set(key, known);
    return known;
  };

  const findPrefixes = (): Map<string, NameOwner[]> => {
    const found = new Map<string, NameOwner[]>();
    for (const stack of hintedStacks(index, stacks)) {
      for (const { template } of templatesOf(stack)) {
        for (const resource of template.resources) {
          const { type, id } = resource;
          const { name, pattern } = toDeclaration(template, resource);
          if (type === null || name !== undefined || pattern !== undefined) continue;
          addTo(found, `${type} ${generatedPrefix(type, stack.name, id)}`, { stack, logicalId: id });
        }
      }
    }
    return found;
  };

  return ({ account, region, resource }) => {
    prefixes ??= findPrefixes();
    for (const name of namesOf(resource)) {
      const prefix = withoutSuffix(name);
      if (prefix === undefined) continue;
      for (const type of declaredAs(resource.type)) {
        const owners = (prefixes.get(`${type} ${comparableId(type, prefix)}`) ?? []).filter(({ stack }) =>
          mayBeIn(
            {
              ...(stack.account && { account: stack.account }),
              ...(stack.region && { region: stack.region }),
            },
            { account, region },
          ),
        );
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

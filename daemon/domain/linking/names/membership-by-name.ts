import { addTo } from '../../../base/multimap.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { generatedPrefix, withoutSuffix } from '../../resources/generated-names.ts';
import { comparableId, namesOf } from '../../resources/names.ts';
import { declarationOf } from '../index/declaration.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import { mayBeIn } from '../stacks/deployment-index.ts';
import type { Membership, Stack, Stacks } from '../stacks/membership.ts';
import type { Origin } from '../stacks/template-match.ts';

/** The stack whose template makes CloudFormation give such a name, where the workspace says which stacks there are. */
export type MadeNames = (finding: Finding) => Membership | undefined;

interface Made {
  readonly stack: Stack;
  readonly logicalId: string;
}

export function madeNamesIn(
  index: TemplateIndex,
  stacks: Stacks,
  originsOf: (stack: Stack) => readonly Origin[],
): MadeNames {
  let prefixes: Map<string, Made[]> | undefined;

  /** A stack that a statement names without a place, where the finding is. */
  const placed = new Map<string, Stack>();
  const placedAt = (stack: Stack, account: string, region: string): Stack => {
    if (stack.account === account && stack.region === region) return stack;
    const key = `${account} ${region} ${stack.name}`;
    const known = placed.get(key) ?? { ...stack, account, region };
    placed.set(key, known);
    return known;
  };

  const findPrefixes = (): Map<string, Made[]> => {
    const found = new Map<string, Made[]>();
    for (const stack of statedStacks(index, stacks)) {
      for (const { template } of originsOf(stack)) {
        for (const resource of template.resources) {
          const { type, id } = resource;
          const { name, pattern } = declarationOf(template, resource);
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
        const made = (prefixes.get(`${type} ${comparableId(type, prefix)}`) ?? []).filter(({ stack }) =>
          mayBeIn(
            {
              ...(stack.account && { account: stack.account }),
              ...(stack.region && { region: stack.region }),
            },
            { account, region },
          ),
        );
        const [first] = made;
        const one =
          first &&
          made.every(
            ({ stack, logicalId }) => stack.name === first.stack.name && logicalId === first.logicalId,
          );
        if (!one) continue;
        return { stack: placedAt(first.stack, account, region), logicalId: first.logicalId, from: 'name' };
      }
    }
    return undefined;
  };
}

/** Stacks that statements name in full, and those that AWS names. Where a statement leaves out the place, it is empty. */
function* statedStacks(index: TemplateIndex, stacks: Stacks): Generator<Stack> {
  const seen = new Set<string>();
  for (const { stack: name, account = '', region = '' } of index.deployments.literal()) {
    const key = `${account} ${region} ${name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { name, account, region, members: [], listed: false };
  }
  // A stack that lists its resources tells their names itself.
  for (const stack of stacks.all()) if (!stack.listed) yield stack;
}

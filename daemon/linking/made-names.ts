import { addTo } from '../base/multimap.ts';
import type { Finding } from '../findings/finding.ts';
import { type Declaration, declarationOf } from './declaration.ts';
import { mayBeIn } from './deployment-index.ts';
import { generatedPrefix, withoutSuffix } from './generated-names.ts';
import { isTelling, nameBy } from './name-patterns.ts';
import type { Origin } from './origin.ts';
import { comparableId, declaredAs, namesOf } from './resource-types.ts';
import type { Membership, Stack, Stacks } from './stacks.ts';
import type { TemplateIndex } from './template-index.ts';

/** Names that are not written in full: CloudFormation makes them up, or an intrinsic function puts them together. */
export interface MadeNames {
  /** The stack whose template makes CloudFormation give such a name, where the workspace says which stacks there are. */
  membershipOf(finding: Finding): Membership | undefined;
  /** Declarations whose naming property gives the resource's name, parameters at their defaults. */
  givenTo(finding: Finding): readonly Declaration[];
}

interface Made {
  readonly stack: Stack;
  readonly logicalId: string;
}

/** In `Fn::Sub`'s notation. */
const stackName = `\${AWS::StackName}`;

export function madeNamesIn(
  index: TemplateIndex,
  stacks: Stacks,
  originsOf: (stack: Stack) => readonly Origin[],
): MadeNames {
  let prefixes: Map<string, Made[]> | undefined;
  const given = new Map<string, Map<string, Declaration[]>>();

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

  const findGiven = (type: string, place: { account: string; region: string }) => {
    const found = new Map<string, Declaration[]>();
    for (const declaration of index.withPattern(type)) {
      const { pattern = '', file } = declaration;
      if (!isTelling(pattern)) continue;
      const deployed = pattern.includes(stackName)
        ? index.deployments
            .to(file.path)
            .filter((each) => each.stack?.includes('*') === false && mayBeIn(each, place))
        : [undefined];
      const names = deployed.map((each) =>
        nameBy(pattern, { ...place, stack: each?.stack, defaults: file.defaults }),
      );
      for (const name of new Set(names)) {
        if (name !== undefined) addTo(found, comparableId(type, name), declaration);
      }
    }
    return found;
  };

  return {
    membershipOf({ account, region, resource }) {
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
    },
    givenTo({ account, region, resource }) {
      return declaredAs(resource.type).flatMap((type) => {
        const key = `${type} ${account} ${region}`;
        const names = given.get(key) ?? findGiven(type, { account, region });
        given.set(key, names);
        return [...new Set(namesOf(resource))].flatMap((name) => names.get(comparableId(type, name)) ?? []);
      });
    },
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

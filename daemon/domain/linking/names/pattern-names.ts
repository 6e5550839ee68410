import { memoize } from '../../../base/memoize.ts';
import { addTo } from '../../../base/multimap.ts';
import type { AccountRegion } from '../../accounts/account-region.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { comparableId, namesOf } from '../../resources/names.ts';
import type { Declaration } from '../index/declaration.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import { mayBeIn } from '../stacks/deployment-index.ts';
import { isDistinctive, literalEnd, literalStart, nameBy } from './name-patterns.ts';

/**
 * Finds declarations whose naming property is an intrinsic function that gives the resource's name, with parameters at their
 * defaults.
 */
export type PatternNames = (finding: Finding) => readonly Declaration[];

/** In `Fn::Sub`'s notation. */
const stackName = `\${AWS::StackName}`;

/** Compares a name only with the few patterns that begin like it: a team's findings are in thousands of accounts and regions. */
export function createPatternNames(index: TemplateIndex): PatternNames {
  const byStart = memoize((type: string) => {
    const found = new Map<string, Declaration[]>();
    for (const declaration of index.withPattern(type)) {
      const { pattern = '' } = declaration;
      if (isDistinctive(pattern)) addTo(found, comparableId(type, literalStart(pattern)), declaration);
    }
    return found;
  });

  const gives = (
    type: string,
    { pattern = '', file }: Declaration,
    name: string,
    at: AccountRegion,
  ): boolean => {
    if (!name.endsWith(comparableId(type, literalEnd(pattern)))) return false;
    const makesName = (stack: string | undefined) => {
      const made = nameBy(pattern, { ...at, stack, defaults: file.defaults });
      return made !== undefined && comparableId(type, made) === name;
    };
    if (!pattern.includes(stackName)) return makesName(undefined);
    return index.deployments
      .forTemplate(file.path)
      .some((each) => each.stack?.includes('*') === false && mayBeIn(each, at) && makesName(each.stack));
  };

  function* matching(type: string, name: string, at: AccountRegion): Generator<Declaration> {
    const patterns = byStart(type);
    if (patterns.size === 0) return;
    for (let length = 0; length <= name.length; length++)
      for (const declaration of patterns.get(name.slice(0, length)) ?? [])
        if (gives(type, declaration, name, at)) yield declaration;
  }

  return (finding) => {
    const { resource } = finding;
    return declaredAs(resource.type).flatMap((type) =>
      namesOf(resource).flatMap((name) => [...matching(type, comparableId(type, name), finding)]),
    );
  };
}

import type { AccountRegion } from '../../accounts/account-region.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { comparableId, namesOf } from '../../resources/names.ts';
import type { Declaration } from '../index/declaration.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import { mayBeIn } from '../stacks/deployment-index.ts';
import { nameBy } from './name-patterns.ts';

/**
 * Finds declarations whose naming property is an intrinsic function that gives the resource's name, with parameters at their
 * defaults.
 */
export type PatternNames = (finding: Finding) => readonly Declaration[];

/** In `Fn::Sub`'s notation. */
const stackName = `\${AWS::StackName}`;

export function createPatternNames(index: TemplateIndex): PatternNames {
  const gives = (
    type: string,
    { pattern = '', file }: Declaration,
    name: string,
    at: AccountRegion,
  ): boolean => {
    const makesName = (stack: string | undefined) => {
      const made = nameBy(pattern, { ...at, stack, defaults: file.defaults });
      return made !== undefined && comparableId(type, made) === name;
    };
    if (!pattern.includes(stackName)) return makesName(undefined);
    return index.deployments
      .forTemplate(file.path)
      .some((each) => each.stack?.includes('*') === false && mayBeIn(each, at) && makesName(each.stack));
  };

  const matching = (type: string, name: string, at: AccountRegion): Declaration[] =>
    [...index.withPattern(type, name)].filter((declaration) => gives(type, declaration, name, at));

  return (finding) => {
    const { resource } = finding;
    return declaredAs(resource.type).flatMap((type) =>
      namesOf(resource).flatMap((name) => matching(type, comparableId(type, name), finding)),
    );
  };
}

import { memoize } from '../../../base/memoize.ts';
import { addTo } from '../../../base/multimap.ts';
import type { AccountRegion } from '../../accounts/account-region.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { comparableId, namesOf } from '../../resources/names.ts';
import type { Declaration } from '../index/declaration.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import { mayBeIn } from '../stacks/deployment-index.ts';
import { isTelling, literalEnd, literalStart, nameBy } from './name-patterns.ts';

/** Declarations whose naming property, an intrinsic function, gives the resource's name, parameters at their defaults. */
export type GivenNames = (finding: Finding) => readonly Declaration[];

/** In `Fn::Sub`'s notation. */
const stackName = `\${AWS::StackName}`;

/** Asks of a name the few patterns that begin as it does: a team's findings are in thousands of accounts and regions. */
export function givenNamesIn(index: TemplateIndex): GivenNames {
  const byStart = memoize((type: string) => {
    const found = new Map<string, Declaration[]>();
    for (const declaration of index.withPattern(type)) {
      const { pattern = '' } = declaration;
      if (isTelling(pattern)) addTo(found, comparableId(type, literalStart(pattern)), declaration);
    }
    return found;
  });

  const gives = (
    type: string,
    { pattern = '', file }: Declaration,
    name: string,
    place: AccountRegion,
  ): boolean => {
    if (!name.endsWith(comparableId(type, literalEnd(pattern)))) return false;
    const makes = (stack: string | undefined) => {
      const made = nameBy(pattern, { ...place, stack, defaults: file.defaults });
      return made !== undefined && comparableId(type, made) === name;
    };
    if (!pattern.includes(stackName)) return makes(undefined);
    return index.deployments
      .to(file.path)
      .some((each) => each.stack?.includes('*') === false && mayBeIn(each, place) && makes(each.stack));
  };

  function* given(type: string, name: string, place: AccountRegion): Generator<Declaration> {
    const patterns = byStart(type);
    if (patterns.size === 0) return;
    for (let length = 0; length <= name.length; length++)
      for (const declaration of patterns.get(name.slice(0, length)) ?? [])
        if (gives(type, declaration, name, place)) yield declaration;
  }

  return (finding) => {
    const { resource } = finding;
    return declaredAs(resource.type).flatMap((type) =>
      namesOf(resource).flatMap((name) => [...given(type, comparableId(type, name), finding)]),
    );
  };
}

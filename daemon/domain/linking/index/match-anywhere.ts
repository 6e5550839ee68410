import { memoize } from '../../../base/memoize.ts';
import type { Finding } from '../../findings/finding.ts';
import { carriersOf, declaredAs } from '../../resources/declared-types.ts';
import { byPath, type Declaration } from './declaration.ts';
import { isMadeOf, namesAnother, type Way } from './match-in-template.ts';
import type { TemplateIndex } from './template-index.ts';

/** All declarations of a workspace that come to a stack's resource, in the same way. */
export interface AllDeclared {
  readonly way: Way;
  /** Copies of templates come last. */
  readonly declarations: readonly Declaration[];
  /** Those of them that say nothing of its name. */
  readonly nameless: readonly Declaration[];
  /** Those whose name is for a comparison to tell. */
  readonly patterned: readonly Declaration[];
}

/**
 * Where a stack's resource is declared in any template: under its logical id with its type; else, an instance, as the
 * Auto Scaling group whose tags it carries; else, what SAM makes, as the resource that SAM makes it of.
 */
export type DeclaredAnywhere = (configType: string, logicalId: string) => AllDeclared;

/** Stacks ask for the same ids again and again, and thousands of templates may declare one. */
export function declaredAnywhereIn(index: TemplateIndex): DeclaredAnywhere {
  const rank = ({ file }: Declaration) => index.paths.rank(file.path);
  const byType = memoize((type: string) =>
    memoize((logicalId: string): AllDeclared => {
      const { way, declarations: found } = allDeclared(type, logicalId, index);
      const declarations = found.toSorted((a, b) => rank(a) - rank(b) || byPath(a, b));
      return {
        way,
        declarations,
        nameless: declarations.filter(({ name, pattern }) => (name ?? pattern) === undefined),
        patterned: declarations.filter(({ pattern }) => pattern !== undefined),
      };
    }),
  );
  return (type, logicalId) => byType(type)(logicalId);
}

/** Without those that give the resource another name; those that write its very name are `index.named`. */
export function possibleOf(
  { declarations, nameless, patterned, way }: AllDeclared,
  finding: Finding,
  stack: string,
): readonly Declaration[] {
  if (way !== 'itself' || finding.resource.name === undefined) return declarations;
  const possible = patterned.filter((declaration) => !namesAnother(declaration, way, finding, stack));
  if (possible.length === 0) return nameless;
  const fitting = new Set([...nameless, ...possible]);
  return declarations.filter((declaration) => fitting.has(declaration));
}

function allDeclared(
  type: string,
  logicalId: string,
  index: TemplateIndex,
): Pick<AllDeclared, 'way' | 'declarations'> {
  const under = (types: readonly string[]) => types.flatMap((each) => index.declarations(each, logicalId));
  const itself = under(declaredAs(type));
  if (itself.length > 0) return { declarations: itself, way: 'itself' };
  const group = under(carriersOf(type));
  if (group.length > 0) return { declarations: group, way: 'group' };
  const made = new Map<string, Declaration>();
  for (const declaration of index.expandedTo(logicalId)) {
    const { resource, file } = declaration;
    if (!made.has(file.path) && isMadeOf(resource, type, logicalId)) made.set(file.path, declaration);
  }
  return { declarations: [...made.values()], way: 'sam' };
}

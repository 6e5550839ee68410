import { memoize } from '../../../base/memoize.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs, launchersOf } from '../../resources/declared-types.ts';
import { byPath, type Declaration } from './declaration.ts';
import { hasOtherName, isGeneratedFrom, type MatchKind } from './match-in-template.ts';
import type { TemplateIndex } from './template-index.ts';

/** All declarations of a workspace that match a stack's resource, all of the same kind. */
export interface WorkspaceMatches {
  readonly kind: MatchKind;
  /** Copies of templates come last. */
  readonly declarations: readonly Declaration[];
  /** The declarations that do not give a name. */
  readonly nameless: readonly Declaration[];
  /** The declarations whose name is a pattern, which must be compared. */
  readonly patterned: readonly Declaration[];
}

/**
 * Finds the declarations of a stack's resource in all templates: under its logical id with its type; else, for an instance,
 * the Auto Scaling group whose tags it has; else, the resource from which SAM generates it.
 */
export type MatchInWorkspace = (configType: string, logicalId: string) => WorkspaceMatches;

/** Keeps results: stacks have the same ids, and thousands of templates may declare one. */
export function createWorkspaceMatcher(index: TemplateIndex): MatchInWorkspace {
  const rank = ({ file }: Declaration) => index.paths.rank(file.path);
  const byType = memoize((type: string) =>
    index.reads.memoize((logicalId: string): WorkspaceMatches => {
      const { kind, declarations: found } = findMatches(type, logicalId, index);
      const declarations = found.toSorted((a, b) => rank(a) - rank(b) || byPath(a, b));
      return {
        kind,
        declarations,
        nameless: declarations.filter(({ name, pattern }) => (name ?? pattern) === undefined),
        patterned: declarations.filter(({ pattern }) => pattern !== undefined),
      };
    }),
  );
  return (type, logicalId) => byType(type)(logicalId);
}

/** Returns the declarations without those that give the resource another name. For a literal name, see `index.named`. */
export function possibleDeclarations(
  { declarations, nameless, patterned, kind }: WorkspaceMatches,
  finding: Finding,
  stack: string,
): readonly Declaration[] {
  if (kind !== 'itself' || finding.resource.name === undefined) return declarations;
  const possible = patterned.filter((declaration) => !hasOtherName(declaration, kind, finding, stack));
  if (possible.length === 0) return nameless;
  const fitting = new Set([...nameless, ...possible]);
  return declarations.filter((declaration) => fitting.has(declaration));
}

function findMatches(
  type: string,
  logicalId: string,
  index: TemplateIndex,
): Pick<WorkspaceMatches, 'kind' | 'declarations'> {
  const under = (types: readonly string[]) => types.flatMap((each) => index.declarations(each, logicalId));
  const itself = under(declaredAs(type));
  if (itself.length > 0) return { declarations: itself, kind: 'itself' };
  const group = under(launchersOf(type));
  if (group.length > 0) return { declarations: group, kind: 'auto-scaling-group' };
  const generating = new Map<string, Declaration>();
  for (const declaration of index.expandedTo(logicalId)) {
    const { resource, file } = declaration;
    if (!generating.has(file.path) && isGeneratedFrom(resource, type, logicalId))
      generating.set(file.path, declaration);
  }
  return { declarations: [...generating.values()], kind: 'sam' };
}

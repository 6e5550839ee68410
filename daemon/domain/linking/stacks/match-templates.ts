import path from 'node:path';
import { memoize } from '../../../base/memoize.ts';
import type { TemplateFile } from '../../templates/template.ts';
import { sourceOf } from '../likeness/source-of-copy.ts';
import type { LinkingContext } from '../linking-context.ts';
import type { Stack, Stacks } from './membership.ts';
import { isGuessedByService, type TemplateMatch } from './template-match.ts';

/** Strongest first: a file that exists for this purpose, then one that a tool wrote, then commands that people type. */
const strength: readonly TemplateMatch['by'][] = [
  'mapping',
  'cdk',
  'text',
  'git-sync',
  'sam',
  'serverless',
  'command',
];
/** Levels of nested stacks inside nested stacks. CloudFormation has no limit. Real stacks are not as deep. */
const maxDepth = 6;

interface MatchInputs extends Pick<LinkingContext, 'index' | 'hintsFor' | 'templateHashes'> {
  readonly stacks: Stacks;
}

/**
 * Returns a function that finds the templates of a stack from the workspace's hints and the deployed text. It
 * returns only matches of the strongest kind.
 */
export function createTemplateMatcher({
  index,
  stacks,
  hintsFor,
  templateHashes,
}: MatchInputs): (stack: Stack) => readonly TemplateMatch[] {
  const find = (stack: Stack, depth: number): readonly TemplateMatch[] => {
    const hinted = ownHints(stack).flatMap((deployment): TemplateMatch[] => {
      const template = index.file(deployment.template);
      if (!template) return [];
      // A team that names a copy means the copy.
      const isMapping = deployment.kind === 'mapping';
      return [{ by: deployment.kind, deployment, ...(isMapping ? { template } : sourced(template)) }];
    });
    const hash = templateHashes.get(stack.id ?? '');
    const identical = (hash === undefined ? [] : index.withText(hash)).map(
      (template): TemplateMatch => ({ by: 'text', ...sourced(template) }),
    );
    return strongest([...hinted, ...identical, ...nested(stack, depth)]);
  };
  // A result from within another stack may be cut off at the depth limit: each depth has its own.
  const atDepth = memoize((depth: number) => index.reads.memoize((stack: Stack) => find(stack, depth)));

  /** Leaves out patterns that fit the parent, too: the name of a nested stack begins with its parent's. */
  const ownHints = (stack: Stack) => {
    const outer = stack.parent && stacks.byId(stack.parent.stackId);
    if (!outer) return hintsFor(stack);
    const ofParent = new Set(hintsFor(outer));
    return hintsFor(stack).filter((hint) => hint.stack?.includes('*') !== true || !ofParent.has(hint));
  };

  const sourced = (template: TemplateFile): Pick<TemplateMatch, 'template' | 'copy'> => {
    const source = sourceOf(template, index);
    return source === template ? { template } : { template: source, copy: template };
  };

  /** Finds the templates that the parent stack's templates name for this nested stack. */
  const nested = (stack: Stack, depth: number): TemplateMatch[] => {
    const parent = depth < maxDepth ? parentOf(stack, stacks) : undefined;
    if (!parent) return [];
    return atDepth(depth + 1)(parent.stack).flatMap(({ by, deployment, template: outer }) => {
      const local = localTemplate(outer, parent.logicalId);
      const template = local === undefined ? undefined : index.file(local);
      if (!template) return [];
      const within = { template: outer, logicalId: parent.logicalId };
      return [{ by, ...(deployment && { deployment }), template, parent: within }];
    });
  };
  return atDepth(0);
}

function strongest(found: readonly TemplateMatch[]): TemplateMatch[] {
  const isNamed = found.some(({ deployment }) => deployment?.stack?.includes('*') === false);
  const matches = isNamed ? found.filter((match) => !isGuessedByService(match)) : found;
  for (const kind of strength) {
    const all = matches.filter(({ by }) => by === kind);
    // A hint with the stack's full name comes before one with a pattern.
    const named = all.filter(({ deployment }) => deployment?.stack?.includes('*') !== true);
    const here = named.length > 0 ? named : all;
    const byTemplate = new Map(here.sort(byDirectness).map((match) => [match.template.path, match]));
    if (byTemplate.size > 0) return [...byTemplate.values()];
  }
  return [];
}

/**
 * Compares matches. Matches about the stack and the template themselves come last, after those about the
 * parent or a copy.
 */
function byDirectness(a: TemplateMatch, b: TemplateMatch): number {
  const steps = ({ parent, copy }: TemplateMatch) => (parent ? 2 : 0) + (copy ? 1 : 0);
  return steps(b) - steps(a);
}

/**
 * Returns the parent of a nested stack: from a list, else from the name that CloudFormation gives it,
 * `{parent}-{logicalId}-{random}`.
 */
function parentOf(stack: Stack, stacks: Stacks): { stack: Stack; logicalId: string } | undefined {
  const listed = stack.parent && stacks.byId(stack.parent.stackId);
  if (stack.parent && listed) return { stack: listed, logicalId: stack.parent.logicalId };
  const named = /^(.+)-([A-Za-z0-9]+)-[A-Za-z0-9]{12,13}$/.exec(stack.name);
  if (!named) return undefined;
  const [, name = '', logicalId = ''] = named;
  const { account, region } = stack;
  const parent = stacks.byName(name, stack) ?? { name, account, region, members: [], isListed: false };
  return { stack: parent, logicalId };
}

/** Returns the path of the local file that a template names for a nested stack. */
function localTemplate(outer: TemplateFile, logicalId: string): string | undefined {
  const resource = outer.resources.find(({ id }) => id === logicalId);
  if (resource?.type !== 'AWS::CloudFormation::Stack' && resource?.type !== 'AWS::Serverless::Application')
    return undefined;
  const written = resource.literals.TemplateURL ?? resource.literals.Location;
  if (written === undefined || /^[a-z][a-z0-9+.-]*:/i.test(written)) return undefined;
  return path.resolve(path.dirname(outer.path), written);
}

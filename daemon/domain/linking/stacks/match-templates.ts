import path from 'node:path';
import type { TemplateFile } from '../../templates/template.ts';
import { sourceOf } from '../likeness/source-of-copy.ts';
import type { LinkingContext } from '../linking-context.ts';
import type { Stack, Stacks } from './membership.ts';
import type { Origin } from './template-match.ts';

/** Strongest first. What a person wrote for this very purpose, then what a tool wrote, then what people type. */
const order: readonly Origin['by'][] = ['mapping', 'cdk', 'text', 'git-sync', 'sam', 'serverless', 'command'];
/** Nested stacks in nested stacks: CloudFormation knows no limit, people do. */
const deepest = 6;

interface OriginsFrom extends Pick<LinkingContext, 'index' | 'statementsOf' | 'templateHashes'> {
  readonly stacks: Stacks;
}

/** Answers which templates the workspace says a stack is made of: those of the strongest statement alone. */
export function originsIn({
  index,
  stacks,
  statementsOf,
  templateHashes,
}: OriginsFrom): (stack: Stack) => readonly Origin[] {
  const found = new Map<Stack, readonly Origin[]>();
  const of = (stack: Stack, depth = 0): readonly Origin[] => {
    const known = found.get(stack);
    if (known) return known;
    const stated = statementsOf(stack).flatMap((deployment): Origin[] => {
      const template = index.files.get(deployment.template);
      if (!template) return [];
      // A team that names a copy means the copy.
      const origin = { by: deployment.kind, deployment };
      return [deployment.kind === 'mapping' ? { ...origin, template } : { ...origin, ...sourced(template) }];
    });
    const hash = templateHashes.get(stack.id ?? '');
    const same = (hash === undefined ? [] : index.withText(hash)).map(
      (template): Origin => ({ by: 'text', ...sourced(template) }),
    );
    const origins = strongest([...stated, ...same, ...nested(stack, depth)]);
    // An answer from within another may have been cut off at the deepest.
    if (depth === 0) found.set(stack, origins);
    return origins;
  };

  const sourced = (template: TemplateFile): Pick<Origin, 'template' | 'copy'> => {
    const source = sourceOf(template, index);
    return source === template ? { template } : { template: source, copy: template };
  };

  /** What the templates of the stack around it name as its template. */
  const nested = (stack: Stack, depth: number): Origin[] => {
    const around = depth < deepest ? parentOf(stack, stacks) : undefined;
    if (!around) return [];
    return of(around.stack, depth + 1).flatMap((origin) => {
      const local = localTemplate(origin.template, around.logicalId);
      const template = local === undefined ? undefined : index.files.get(local);
      const { by, deployment } = origin;
      const within = { template: origin.template, logicalId: around.logicalId };
      return template ? [{ by, ...(deployment && { deployment }), template, within }] : [];
    });
  };
  return (stack) => of(stack);
}

function strongest(origins: readonly Origin[]): Origin[] {
  for (const kind of order) {
    const all = origins.filter(({ by }) => by === kind);
    // A stack that is named in full is meant before one that a pattern fits.
    const named = all.filter(({ deployment }) => deployment?.stack?.includes('*') !== true);
    const here = named.length > 0 ? named : all;
    const byTemplate = new Map(here.sort(byDirectness).map((origin) => [origin.template.path, origin]));
    if (byTemplate.size > 0) return [...byTemplate.values()];
  }
  return [];
}

/** Last what is said of the stack and the template themselves, not of the stack around it or of a copy. */
function byDirectness(a: Origin, b: Origin): number {
  const steps = ({ within, copy }: Origin) => (within ? 2 : 0) + (copy ? 1 : 0);
  return steps(b) - steps(a);
}

/** As a list says; else by the name that CloudFormation gives a nested stack: `{parent}-{logicalId}-{random}`. */
function parentOf(stack: Stack, stacks: Stacks): { stack: Stack; logicalId: string } | undefined {
  const listed = stack.parent && stacks.byId(stack.parent.stackId);
  if (stack.parent && listed) return { stack: listed, logicalId: stack.parent.logicalId };
  const named = /^(.+)-([A-Za-z0-9]+)-[A-Za-z0-9]{12,13}$/.exec(stack.name);
  if (!named) return undefined;
  const [, name = '', logicalId = ''] = named;
  const { account, region } = stack;
  const around = stacks.byName(name, stack) ?? { name, account, region, members: [], listed: false };
  return { stack: around, logicalId };
}

function localTemplate(parent: TemplateFile, logicalId: string): string | undefined {
  const resource = parent.resources.find(({ id }) => id === logicalId);
  if (resource?.type !== 'AWS::CloudFormation::Stack' && resource?.type !== 'AWS::Serverless::Application')
    return undefined;
  const written = resource.literals.TemplateURL ?? resource.literals.Location;
  if (written === undefined || /^[a-z][a-z0-9+.-]*:/i.test(written)) return undefined;
  return path.resolve(path.dirname(parent.path), written);
}

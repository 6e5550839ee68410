import { entriesOf, type Node, nodeAt, textAt } from '../located-tree.ts';
import { isStackName, isStackPattern } from '../stack-name.ts';
import { servicePath, unknown, Variables } from './variables.ts';

/** A service of the Serverless Framework, with the names of one stage. */
export interface Service {
  /** With `*` for parts that the file does not say. */
  readonly name: string;
  readonly stage: string;
  /** Whether the file itself sets the stage, so that the stage is not only a default. */
  readonly stageIsWritten: boolean;
  /** A stack's name or pattern. */
  readonly stack: string;
  readonly region: string | undefined;
}

export function isServerlessName(name: string): boolean {
  return /^serverless([.-][\w.-]+)?\.(ya?ml|json)$/i.test(name);
}

/**
 * Returns the service of a file; `undefined` if the file does not name it.
 * @param stage The stage of `--stage`.
 */
export function serviceOf(tree: Node, stage?: string): Service | undefined {
  const written = textAt(tree, ...servicePath(tree));
  const isService = nodeAt(tree, 'provider') !== undefined || nodeAt(tree, 'functions') !== undefined;
  if (written === undefined || !isService) return undefined;
  const variables = new Variables(tree, stage);
  const name = variables.expand(written);
  const stageName = variables.stageName();
  const named = textAt(tree, 'provider', 'stackName');
  const stack = named === undefined ? `${name}-${stageName}` : variables.expand(named);
  if (stack.startsWith(unknown) || !(isStackName(stack) || isStackPattern(stack))) return undefined;
  const region = textAt(tree, 'provider', 'region');
  const writtenStage = textAt(tree, 'provider', 'stage');
  return {
    name,
    stage: stageName,
    stageIsWritten: writtenStage !== undefined && !writtenStage.includes('$'),
    stack: stack.replaceAll(/\*+/g, unknown),
    region: region === undefined ? undefined : variables.expand(region),
  };
}

const maxStages = 30;

/** Returns the stages that have their own parameters: `params` of version 3, `stages` of version 4. */
export function stagesOf(tree: Node): string[] {
  const named = [...entriesOf(nodeAt(tree, 'params')), ...entriesOf(nodeAt(tree, 'stages'))];
  return [...new Set(named.map(([name]) => name))]
    .filter((name) => name !== 'default' && /^[\w-]+$/.test(name))
    .slice(0, maxStages);
}

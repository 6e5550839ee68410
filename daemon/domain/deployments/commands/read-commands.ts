import path from 'node:path';
import { type Note, note } from '../../problems/note.ts';
import type { Deployment } from '../deployment.ts';
import type { DeploymentFile, DeploymentHints } from '../hints.ts';
import { type Node, treeOf } from '../located-tree.ts';
import { firstThere, maxPathUnits } from '../paths.ts';
import { samTemplate } from '../sam/template.ts';
import { type Service, serviceOf } from '../serverless/service.ts';
import { accountRegionOf } from '../stack-name.ts';
import { scriptReaderOf } from './find-scripts.ts';
import { type ParsedCommand, parseCommand } from './parse-command.ts';
import type { Script } from './script.ts';
import { ShellVariables } from './shell-variables.ts';
import { commandsIn, type Expand, type Word } from './shell-words.ts';

/** A program generated a script that is longer than this. */
const maxFileUnits = 256 * 1024;
const maxDeployments = 500;
/** Limit for the values of all variables in one file. */
const maxExpandedUnits = 4 * 1024 * 1024;
/** Number of folders in which a command may run. */
const maxFolders = 16;
/** Number of service stages that one file may deploy. */
const maxServices = 100;
/** Number of commands in one file that deploy, package or change the folder. */
const maxCommands = 1000;
const deploying = /\bcloudformation\b|\b(sam|rain|sls|serverless)\s+(deploy|sync)\b/;
const serverlessFiles = ['serverless.yml', 'serverless.yaml', 'serverless.json'];

export function holdsCommands(file: string): boolean {
  return scriptReaderOf(file) !== undefined;
}

/**
 * Reads the commands with which scripts, makefiles and pipelines deploy templates. Only values that are
 * written in the file count.
 */
export async function readCommands(file: DeploymentFile): Promise<DeploymentHints> {
  const deployments: Deployment[] = [];
  const complain = (note: Note) => [{ file: file.path, line: 0, note }];
  if (!deploying.test(file.text)) return { deployments, constructs: [], problems: [] };
  if (file.text.length > maxFileUnits)
    return {
      deployments,
      constructs: [],
      problems: complain(note('deployments-file-too-long', { maxKilobytes: maxFileUnits / 1024 })),
    };
  const left: Left = {
    outputs: new Map(),
    built: undefined,
    trees: new Map(),
    services: new Map(),
    expandable: maxExpandedUnits,
    commands: maxCommands,
  };
  for (const script of scriptReaderOf(file.path)?.(file) ?? []) {
    if (!/\b(aws|sam|rain|sls|serverless)\b/.test(script.text)) continue;
    for await (const deployment of deploymentsIn(script, left, file)) {
      if (deployments.length === maxDeployments)
        return {
          deployments,
          constructs: [],
          problems: complain(note('deployments-too-many', { max: maxDeployments })),
        };
      deployments.push(deployment);
    }
  }
  const problems =
    left.commands < 0 ? complain(note('deployments-too-many-commands', { max: maxCommands })) : [];
  return { deployments, constructs: [], problems };
}

/** The effects of earlier commands in all scripts of a file. */
interface Left {
  /** Absolute path of a packaged template → the template from which it was made. */
  readonly outputs: Map<string, string>;
  /** The template that `sam build` received. */
  built: string | undefined;
  /** Parsed files of services. */
  readonly trees: Map<string, Node | undefined>;
  /** Deployed services, by file and stage. */
  readonly services: Map<string, Service | undefined>;
  /** Remaining UTF-16 units for expanded variables. */
  expandable: number;
  /** Remaining number of commands, at first `maxCommands`. */
  commands: number;
}

async function* deploymentsIn(script: Script, left: Left, file: DeploymentFile): AsyncGenerator<Deployment> {
  const variables = new ShellVariables(script.given, { folder: path.dirname(file.path), root: file.root });
  const expand: Expand = (reference) => {
    const text = left.expandable < 0 ? undefined : variables.expand(reference);
    left.expandable -= text?.length ?? 0;
    return text;
  };
  let folders = script.folders.slice(0, maxFolders);
  let isPlain = true;
  for (const command of commandsIn(script.text, expand)) {
    const words = withoutReserved(command.words, variables);
    const [first, second] = words;
    if (!first) continue;
    // `[ … ] && NAME=value` may not assign. After an assignment or a change of folder, `&&` does not make it
    // uncertain.
    const isCertain = command.joint === '' || (command.joint === '&&' && isPlain);
    isPlain = true;
    if (variables.assign(words, isCertain)) continue;
    isPlain = first.text === 'cd' || first.text === 'pushd';
    const said = isPlain ? undefined : parseCommand(words);
    if ((isPlain || said) && --left.commands < 0) return;
    if (isPlain) folders = foldersAfter(folders, second?.text);
    const line = script.line + (script.literal ? first.line : 0);
    if (said?.does === 'build') left.built = said.template;
    else if (said?.does === 'package') await keepPackaged(said, folders, left, file);
    else if (said) {
      const found = await deploymentOf(said, folders, left, file);
      if (found) yield { ...found, kind: 'command', file: file.path, line };
    }
  }
}

/**
 * Returns the target folders of `cd`, then the previous folders, because the branch with the `cd` may not
 * run.
 */
function foldersAfter(folders: readonly string[], target: string | undefined): string[] {
  if (target === undefined || target.length > maxPathUnits) return [...folders];
  const there = folders.map((folder) => path.resolve(folder, target));
  // A script that always goes deeper ends in paths that cannot exist.
  return [...there.filter((folder) => folder.length <= maxPathUnits), ...folders].slice(0, maxFolders);
}

type Found = Pick<Deployment, 'stack' | 'template' | 'account' | 'region'>;

async function deploymentOf(
  said: Extract<ParsedCommand, { does: 'deploy' | 'deploy-service' }>,
  folders: readonly string[],
  left: Left,
  file: DeploymentFile,
): Promise<Found | undefined> {
  if (said.does === 'deploy-service') return serviceDeployed(said, folders, left, file);
  const { template: written, bySam } = said;
  const copies = written === undefined ? [] : folders.map((folder) => path.resolve(folder, written));
  const source = copies.map((copy) => left.outputs.get(copy)).find((each) => each !== undefined);
  const template =
    source ??
    (bySam
      ? await samTemplate({ written, source: left.built, folders }, file)
      : await firstThere(written ?? '', folders, file));
  return template === undefined
    ? undefined
    : { stack: said.stack, ...accountRegionOf(undefined, said.region), template };
}

async function keepPackaged(
  said: Extract<ParsedCommand, { does: 'package' }>,
  folders: readonly string[],
  left: Left,
  file: DeploymentFile,
): Promise<void> {
  const { template: written, output, bySam } = said;
  const template = bySam
    ? await samTemplate({ written, source: left.built, folders }, file)
    : await firstThere(written ?? '', folders, file);
  if (template === undefined) return;
  for (const folder of folders) left.outputs.set(path.resolve(folder, output), template);
}

/** `serverless deploy --stage prod`: the other facts are in the service's file. */
async function serviceDeployed(
  { stage, region }: Extract<ParsedCommand, { does: 'deploy-service' }>,
  folders: readonly string[],
  { trees, services }: Left,
  file: DeploymentFile,
): Promise<Found | undefined> {
  for (const name of serverlessFiles) {
    const template = await firstThere(name, folders, file);
    if (template === undefined) continue;
    const key = `${template}\n${stage}`;
    if (!services.has(key)) {
      if (services.size === maxServices) return undefined;
      const tree = trees.get(template) ?? treeOf((await file.workspace.read(template)) ?? '');
      trees.set(template, tree);
      services.set(key, tree && serviceOf(tree, stage));
    }
    const service = services.get(key);
    if (service)
      return { stack: service.stack, ...accountRegionOf(undefined, region ?? service.region), template };
  }
  return undefined;
}

const openings = new Set(['if', 'for', 'while', 'until', 'case', 'select']);
const closings = new Set(['fi', 'done', 'esac']);
const turnings = new Set(['else', 'elif', ';;']);
const passing = new Set(['then', 'do', '{', '}', '!', 'time', 'sudo']);

/** Removes words of control flow from a command, and notifies the variables when branches begin and end. */
function withoutReserved(command: readonly Word[], variables: ShellVariables): readonly Word[] {
  let start = 0;
  for (let word = command[0]?.text; word !== undefined; word = command[start]?.text) {
    if (openings.has(word)) {
      variables.enterBranch();
      if (word === 'for' || word === 'select') {
        const name = command[start + 1]?.text;
        if (name !== undefined) variables.forget(name);
        return [];
      }
      if (word === 'case') return [];
    } else if (closings.has(word)) variables.endBranch(true);
    else if (turnings.has(word)) variables.endBranch(false);
    else if (!passing.has(word)) break;
    start++;
  }
  return start === 0 ? command : command.slice(start);
}

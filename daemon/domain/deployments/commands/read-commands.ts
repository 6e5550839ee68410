import path from 'node:path';
import { type Note, note } from '../../problems/note.ts';
import type { Deployment } from '../deployment.ts';
import type { DeploymentFile, DeploymentHints } from '../hints.ts';
import { type Node, treeOf } from '../located-tree.ts';
import { firstThere, maxPath } from '../paths.ts';
import { samTemplate } from '../sam/template.ts';
import { type Service, serviceOf } from '../serverless/service.ts';
import { placeOf } from '../stack-name.ts';
import { scriptReaderOf } from './find-scripts.ts';
import { type ParsedCommand, parseCommand } from './parse-command.ts';
import type { Script } from './script.ts';
import { ShellVariables } from './shell-variables.ts';
import { commandsIn, type Expand, type Word } from './shell-words.ts';

/** UTF-16 units. People's own scripts; a longer file was made by a program. */
const longestFile = 256 * 1024;
const mostDeployments = 500;
/** What variables stand for in one file, all together. UTF-16 units. */
const maxExpanded = 4 * 1024 * 1024;
/** Folders in which a command may run. */
const maxFolders = 16;
/** Stages of services that one file may deploy. */
const maxServices = 100;
/** Commands of one file that deploy, package or change the folder. */
const maxCommands = 1000;
const deploying = /\bcloudformation\b|\b(sam|rain|sls|serverless)\s+(deploy|sync)\b/;
const serverlessFiles = ['serverless.yml', 'serverless.yaml', 'serverless.json'];

export function holdsCommands(file: string): boolean {
  return scriptReaderOf(file) !== undefined;
}

/** Reads the commands by which scripts, makefiles and pipelines deploy. Only what is written out counts. */
export async function readCommands(file: DeploymentFile): Promise<DeploymentHints> {
  const deployments: Deployment[] = [];
  const complain = (note: Note) => [{ file: file.path, line: 0, note }];
  if (!deploying.test(file.text)) return { deployments, constructs: [], problems: [] };
  if (file.text.length > longestFile)
    return {
      deployments,
      constructs: [],
      problems: complain(note('deployments-file-too-long', { maxKilobytes: longestFile / 1024 })),
    };
  const left: Left = {
    outputs: new Map(),
    built: undefined,
    trees: new Map(),
    services: new Map(),
    expandable: maxExpanded,
    commands: maxCommands,
  };
  for (const script of scriptReaderOf(file.path)?.(file) ?? []) {
    if (!/\b(aws|sam|rain|sls|serverless)\b/.test(script.text)) continue;
    for await (const deployment of deploymentsIn(script, left, file)) {
      if (deployments.length === mostDeployments)
        return {
          deployments,
          constructs: [],
          problems: complain(note('deployments-too-many', { max: mostDeployments })),
        };
      deployments.push(deployment);
    }
  }
  const problems =
    left.commands < 0 ? complain(note('deployments-too-many-commands', { max: maxCommands })) : [];
  return { deployments, constructs: [], problems };
}

/** What the commands before left, in all scripts of a file. */
interface Left {
  /** Absolute path of a packaged template → the template it was made of. */
  readonly outputs: Map<string, string>;
  /** What `sam build` was given. */
  built: string | undefined;
  /** Files of services. */
  readonly trees: Map<string, Node | undefined>;
  /** What was deployed of services, by their file and stage. */
  readonly services: Map<string, Service | undefined>;
  /** UTF-16 units that variables may still stand for. */
  expandable: number;
  /** How many of `maxCommands` may still come. */
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
    // `[ … ] && NAME=value` may not assign; what follows an assignment or a change of folder does.
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

/** Where `cd` leads, then where the script was before: a branch may not have been taken. */
function foldersAfter(folders: readonly string[], target: string | undefined): string[] {
  if (target === undefined || target.length > maxPath) return [...folders];
  const there = folders.map((folder) => path.resolve(folder, target));
  // A script that goes ever deeper goes where nothing can be.
  return [...there.filter((folder) => folder.length <= maxPath), ...folders].slice(0, maxFolders);
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
    : { stack: said.stack, ...placeOf(undefined, said.region), template };
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

/** `serverless deploy --stage prod`: the service's file says the rest. */
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
    if (service) return { stack: service.stack, ...placeOf(undefined, region ?? service.region), template };
  }
  return undefined;
}

const openings = new Set(['if', 'for', 'while', 'until', 'case', 'select']);
const closings = new Set(['fi', 'done', 'esac']);
const turnings = new Set(['else', 'elif', ';;']);
const passing = new Set(['then', 'do', '{', '}', '!', 'time', 'sudo']);

/** Takes the words of control flow off a command, and tells the variables where branches begin and end. */
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

import path from 'node:path';
import type { Deployment } from '../templates/deployment.ts';
import { type Said, saidBy } from './deploy-commands.ts';
import { treeOf } from './located-tree.ts';
import { placeOf } from './names.ts';
import { firstThere } from './paths.ts';
import { samTemplate } from './sam-template.ts';
import type { Script } from './script.ts';
import { scriptReaderOf } from './scripts.ts';
import { serviceOf } from './serverless-service.ts';
import { ShellVariables } from './shell-variables.ts';
import { commandsIn, type Word } from './shell-words.ts';
import type { Statements, StatingFile } from './statements.ts';

/** People's own scripts; a longer file was made by a program. */
const longestFile = 256 * 1024;
const mostDeployments = 500;
const deploying = /\bcloudformation\b|\b(sam|rain|sls|serverless)\s+(deploy|sync)\b/;
const serverlessFiles = ['serverless.yml', 'serverless.yaml', 'serverless.json'];

export function holdsCommands(file: string): boolean {
  return scriptReaderOf(file) !== undefined;
}

/** Reads the commands by which scripts, makefiles and pipelines deploy. Only what is written out counts. */
export async function readCommands(file: StatingFile): Promise<Statements> {
  const deployments: Deployment[] = [];
  const isReadable = file.text.length <= longestFile && deploying.test(file.text);
  const scripts = isReadable ? scriptReaderOf(file.path)?.(file) : undefined;
  const packaged: Packaged = { outputs: new Map(), built: undefined };
  for (const script of scripts ?? []) {
    if (!/\b(aws|sam|rain|sls|serverless)\b/.test(script.text)) continue;
    for await (const deployment of deploymentsIn(script, packaged, file)) deployments.push(deployment);
    if (deployments.length > mostDeployments) break;
  }
  return { deployments, constructs: [], problems: [] };
}

/** What commands before it left. */
interface Packaged {
  /** Absolute path of a packaged template → the template it was made of. */
  readonly outputs: Map<string, string>;
  /** What `sam build` was given. */
  built: string | undefined;
}

async function* deploymentsIn(
  script: Script,
  packaged: Packaged,
  file: StatingFile,
): AsyncGenerator<Deployment> {
  const variables = new ShellVariables(script.given, { folder: path.dirname(file.path), root: file.root });
  let folders = script.folders;
  let isPlain = true;
  for (const command of commandsIn(script.text, variables.expand)) {
    const words = withoutReserved(command.words, variables);
    const [first, second] = words;
    if (!first) continue;
    // `[ … ] && NAME=value` may not assign; what follows an assignment or a change of folder does.
    const isCertain = command.joint === '' || (command.joint === '&&' && isPlain);
    isPlain = true;
    if (variables.assign(words, isCertain)) continue;
    isPlain = first.text === 'cd' || first.text === 'pushd';
    if (isPlain) {
      folders = foldersAfter(folders, second?.text);
      continue;
    }
    const said = saidBy(words);
    const line = script.line + (script.literal ? first.line : 0);
    if (said?.does === 'build') packaged.built = said.template;
    else if (said?.does === 'package') await keepPackaged(said, folders, packaged, file);
    else if (said) {
      const found = await deploymentOf(said, folders, packaged, file);
      if (found) yield { ...found, kind: 'command', file: file.path, line };
    }
  }
}

/** Where `cd` leads, then where the script was before: a branch may not have been taken. */
function foldersAfter(folders: readonly string[], target: string | undefined): string[] {
  return target === undefined
    ? [...folders]
    : [...folders.map((folder) => path.resolve(folder, target)), ...folders].slice(0, 16);
}

type Found = Pick<Deployment, 'stack' | 'template' | 'account' | 'region'>;

async function deploymentOf(
  said: Extract<Said, { does: 'deploy' | 'deploy-service' }>,
  folders: readonly string[],
  packaged: Packaged,
  file: StatingFile,
): Promise<Found | undefined> {
  if (said.does === 'deploy-service') return serviceDeployed(said, folders, file);
  const { template: written, bySam } = said;
  const copies = written === undefined ? [] : folders.map((folder) => path.resolve(folder, written));
  const source = copies.map((copy) => packaged.outputs.get(copy)).find((each) => each !== undefined);
  const template =
    source ??
    (bySam
      ? await samTemplate({ written, source: packaged.built, folders }, file)
      : await firstThere(written ?? '', folders, file));
  return template === undefined
    ? undefined
    : { stack: said.stack, ...placeOf(undefined, said.region), template };
}

async function keepPackaged(
  said: Extract<Said, { does: 'package' }>,
  folders: readonly string[],
  packaged: Packaged,
  file: StatingFile,
): Promise<void> {
  const { template: written, output, bySam } = said;
  const template = bySam
    ? await samTemplate({ written, source: packaged.built, folders }, file)
    : await firstThere(written ?? '', folders, file);
  if (template === undefined) return;
  for (const folder of folders) packaged.outputs.set(path.resolve(folder, output), template);
}

/** `serverless deploy --stage prod`: the service's file says the rest. */
async function serviceDeployed(
  { stage, region }: Extract<Said, { does: 'deploy-service' }>,
  folders: readonly string[],
  file: StatingFile,
): Promise<Found | undefined> {
  for (const name of serverlessFiles) {
    const template = await firstThere(name, folders, file);
    const tree = template === undefined ? undefined : treeOf((await file.beside.read(template)) ?? '');
    const service = tree && serviceOf(tree, stage);
    if (template !== undefined && service)
      return { stack: service.stack, ...placeOf(undefined, region ?? service.region), template };
  }
  return undefined;
}

const openings = new Set(['if', 'for', 'while', 'until', 'case', 'select']);
const closings = new Set(['fi', 'done', 'esac']);
const turnings = new Set(['else', 'elif', ';;']);
const passing = new Set(['then', 'do', '{', '}', '!', 'time', 'sudo']);

/** Takes the words of control flow off a command, and tells the variables where branches begin and end. */
function withoutReserved(command: readonly Word[], variables: ShellVariables): readonly Word[] {
  let words = command;
  for (let word = words[0]?.text; word !== undefined; word = words[0]?.text) {
    if (openings.has(word)) {
      variables.enterBranch();
      if (word === 'for' || word === 'select') {
        if (words[1]?.text !== undefined) variables.forget(words[1].text);
        return [];
      }
      if (word === 'case') return [];
    } else if (closings.has(word)) variables.endBranch(true);
    else if (turnings.has(word)) variables.endBranch(false);
    else if (!passing.has(word)) break;
    words = words.slice(1);
  }
  return words;
}

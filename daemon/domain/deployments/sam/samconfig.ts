import path from 'node:path';
import { parse } from 'smol-toml';
import { type Note, note } from '../../problems/note.ts';
import type { Deployment } from '../deployment.ts';
import type { DeploymentFile, DeploymentHints } from '../hints.ts';
import { fieldOf, fieldsOf } from '../json.ts';
import { entriesOf, nodeAt, textAt, treeOf } from '../located-tree.ts';
import { accountRegionOf, isStackName } from '../stack-name.ts';
import { samTemplate } from './template.ts';
import { linesOfKeys } from './toml-lines.ts';

export function isSamconfigName(name: string): boolean {
  return /^samconfig([.-][\w.-]+)?\.(toml|ya?ml|json)$/i.test(name);
}

/** Environment, command, parameter → its value. Names contain `_`, which is how SAM compares them. */
interface Settings {
  readonly environments: readonly string[];
  value(environment: string, command: string, parameter: string): Setting | undefined;
}

interface Setting {
  readonly text: string;
  readonly line: number;
}

/** Parameters of a single command come before those of all commands. `sync` deploys, too. */
const commands = ['deploy', 'global', 'sync'];
const maxEnvironments = 200;
const maxFileUnits = 512 * 1024;

/**
 * Reads SAM's configuration: for each environment `stack_name`, `region` and the template, which by default
 * is next to the file. Source: the AWS SAM developer guide, "AWS SAM CLI configuration file".
 */
export async function readSamconfig(file: DeploymentFile): Promise<DeploymentHints> {
  const deployments: Deployment[] = [];
  const complain = (note: Note) => [{ file: file.path, line: 0, note }];
  if (file.text.length > maxFileUnits)
    return {
      deployments,
      constructs: [],
      problems: complain(note('deployments-file-too-long', { maxKilobytes: maxFileUnits / 1024 })),
    };
  const settings = settingsOf(file);
  const environments = settings?.environments ?? [];
  for (const environment of environments.slice(0, maxEnvironments)) {
    const said = (...names: string[]) => firstOf(settings, environment, commands, names);
    const stack = said('stack_name', 'stack');
    if (!stack || !isStackName(stack.text)) continue;
    const template = await samTemplate(
      {
        written: said('template_file', 'template')?.text,
        source: firstOf(settings, environment, ['build', 'global'], ['template_file', 'template'])?.text,
        folders: [path.dirname(file.path)],
      },
      file,
    );
    if (template === undefined) continue;
    const accountRegion = accountRegionOf(undefined, said('region')?.text);
    deployments.push({
      kind: 'sam',
      stack: stack.text,
      ...accountRegion,
      template,
      file: file.path,
      line: stack.line,
    });
  }
  const isWhole = environments.length <= maxEnvironments;
  const problems = isWhole ? [] : complain(note('deployments-too-many', { max: maxEnvironments }));
  return { deployments, constructs: [], problems };
}

function firstOf(
  settings: Settings | undefined,
  environment: string,
  from: readonly string[],
  names: readonly string[],
): Setting | undefined {
  for (const command of from) {
    for (const name of names) {
      const found = settings?.value(environment, command, name);
      if (found) return found;
    }
  }
  return undefined;
}

function settingsOf({ path: file, text }: DeploymentFile): Settings | undefined {
  return /\.toml$/i.test(file) ? fromToml(text) : fromTree(text);
}

function fromTree(text: string): Settings | undefined {
  const tree = treeOf(text);
  return {
    environments: entriesOf(tree).map(([name]) => name),
    value(environment, command, parameter) {
      const parameters = nodeAt(tree, environment, command, 'parameters');
      const found = entriesOf(parameters).find(([name]) => underscored(name) === parameter)?.[1];
      const written = textAt(found?.value);
      return found && written !== undefined ? { text: written, line: found.line } : undefined;
    },
  };
}

function fromToml(text: string): Settings | undefined {
  let tables: unknown;
  try {
    tables = parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
  const lineOf = linesOfKeys(text);
  return {
    environments: Object.keys(tables ?? {}),
    value(environment, command, parameter) {
      const parameters = fieldOf(tables, environment, command, 'parameters');
      for (const [name, value] of fieldsOf(parameters)) {
        if (underscored(name) !== parameter || typeof value !== 'string' || value === '') continue;
        return { text: value, line: lineOf([environment, command, 'parameters'], name) };
      }
      return undefined;
    },
  };
}

function underscored(name: string): string {
  return name.replaceAll('-', '_');
}

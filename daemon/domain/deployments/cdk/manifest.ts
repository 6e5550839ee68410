import path from 'node:path';
import { note } from '../../problems/note.ts';
import { positionsIn } from '../../templates/read/positions.ts';
import type { ConstructSource, Deployment } from '../deployment.ts';
import type { DeploymentFile, DeploymentHints } from '../hints.ts';
import { fieldOf, fieldsOf, parseJson, stringOf } from '../json.ts';
import { insidePath } from '../paths.ts';
import { accountRegionOf, isStackName } from '../stack-name.ts';
import { constructsIn } from './constructs.ts';
import { assetsBeside, nestedBelow } from './nested-stacks.ts';

/**
 * Returns whether a file is a manifest. Assemblies of stages are in folders of their own, each with a
 * manifest that is read separately.
 */
export function isManifestName(name: string): boolean {
  return name === 'manifest.json';
}

const maxStacks = 1000;
/** Limit for all stacks of a manifest, including nested ones. */
const maxConstructs = 50_000;
const maxDeployments = 5000;

/**
 * Reads the output of `cdk synth`: the name, account, region and template of each stack, its nested stacks,
 * and the line of the program that creates each resource. Metadata is in the manifest, or since CDK 2.248 in
 * `additionalMetadataFile`. Source: `@aws-cdk/cloud-assembly-schema` and output of CDK 2.100 to 2.276.
 */
export async function readManifest(file: DeploymentFile): Promise<DeploymentHints> {
  const deployments: Deployment[] = [];
  const constructs: ConstructSource[] = [];
  const manifest = file.text.includes('aws:cloudformation:stack') ? parseJson(file.text) : undefined;
  const folder = path.dirname(file.path);
  const lineOf = artifactLines(file.text);
  const assets = assetsBeside(file);
  const metadataRead = new Set<string>();

  for (const [artifact, value] of fieldsOf(fieldOf(manifest, 'artifacts')).slice(0, maxStacks)) {
    if (stringOf(value, 'type') !== 'aws:cloudformation:stack') continue;
    const written = stringOf(value, 'properties', 'templateFile');
    const template = written === undefined ? undefined : insidePath(file.root, folder, written);
    const stack = stringOf(value, 'properties', 'stackName') ?? artifact;
    if (template === undefined || !isStackName(stack)) continue;
    const said = { file: file.path, line: lineOf(artifact) };
    const accountRegion = environmentOf(stringOf(value, 'environment'));
    deployments.push({ kind: 'cdk', stack, ...accountRegion, template, ...said });

    if (deployments.length > maxDeployments) break;
    const metadata = await metadataOf(value, file, metadataRead);
    const top = { path: '', template, stack };
    const nested = await nestedBelow(top, metadata, file, assets);
    for (const { stack: name, template: its } of nested)
      if (its !== undefined)
        deployments.push({ kind: 'cdk', stack: name, ...accountRegion, template: its, ...said });
    const left = maxConstructs + 1 - constructs.length;
    for (const construct of await constructsIn(metadata, [top, ...nested], projectOf(file), file, left))
      constructs.push(construct);
  }
  const isWhole = constructs.length <= maxConstructs;
  const problem = {
    file: file.path,
    line: 0,
    note: note('deployments-too-many-constructs', { max: maxConstructs }),
  };
  return { deployments, constructs: constructs.slice(0, maxConstructs), problems: isWhole ? [] : [problem] };
}

/**
 * @param read Reads metadata files. CDK writes one per stack. A file that several artifacts name is read
 * once.
 */
async function metadataOf(artifact: unknown, file: DeploymentFile, read: Set<string>): Promise<unknown> {
  const written = stringOf(artifact, 'additionalMetadataFile');
  const metadataFile =
    written === undefined ? undefined : insidePath(file.root, path.dirname(file.path), written);
  const isNew = metadataFile !== undefined && !read.has(metadataFile);
  if (metadataFile !== undefined) read.add(metadataFile);
  const more = isNew ? parseJson((await file.workspace.read(metadataFile)) ?? '') : undefined;
  return Object.fromEntries([...fieldsOf(fieldOf(artifact, 'metadata')), ...fieldsOf(more)]);
}

/** `aws://111122223333/eu-west-1`. CDK decides `unknown-account` and `unknown-region` at deployment. */
function environmentOf(environment: string | undefined) {
  const [account, region] = /^aws:\/\/(.+)$/.exec(environment ?? '')?.[1]?.split('/') ?? [];
  return accountRegionOf(account, region);
}

/**
 * Returns the folder around the outermost output folder. The program ran there and wrote its own paths
 * relative to it.
 */
function projectOf({ path: file, root }: DeploymentFile): string {
  const parts = path.relative(root, file).split(path.sep);
  const output = parts.indexOf('cdk.out');
  return output === -1 ? path.dirname(path.dirname(file)) : path.join(root, ...parts.slice(0, output));
}

/** Artifacts are looked up in the order of the text, so the text is searched once. */
function artifactLines(text: string): (artifact: string) => number {
  const positions = positionsIn(text);
  let from = Math.max(text.indexOf('"artifacts"'), 0);
  return (artifact) => {
    const at = text.indexOf(`${JSON.stringify(artifact)}:`, from);
    from = at === -1 ? text.length : at;
    return at === -1 ? 0 : positions.line(at);
  };
}

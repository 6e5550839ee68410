import path from 'node:path';
import type { DeploymentFile } from '../hints.ts';
import { entriesOf, nodeAt, textAt, treeOf } from '../located-tree.ts';
import { foldersAround } from '../paths.ts';
import { groovyStrings } from './groovy-strings.ts';
import { readMakefile } from './makefile.ts';
import { readPipeline } from './pipeline.ts';
import type { Script } from './script.ts';

type Reader = (file: DeploymentFile) => Script[];

const yamlPipelines = [
  /(^|\/)\.github\/(workflows\/[^/]+|actions\/.*action)\.ya?ml$/,
  /(^|\/)([\w.-]*\.)?gitlab-ci\.ya?ml$/,
  /(^|\/)buildspec[\w.-]*\.ya?ml$/i,
  /(^|\/)bitbucket-pipelines\.ya?ml$/,
  /(^|\/)\.circleci\/config\.ya?ml$/,
  /(^|\/)azure-pipelines[\w.-]*\.ya?ml$/,
  /(^|\/)[Tt]askfile(\.dist)?\.ya?ml$/,
];

/**
 * Returns how scripts are found in a file of this name. Returns `undefined` if such files contain no scripts.
 */
export function scriptReaderOf(file: string): Reader | undefined {
  const written = file.split(path.sep).join('/');
  const name = path.basename(file);
  if (/^(GNU)?[Mm]akefile([.-][\w.-]+)?$|\.mk$/.test(name)) return readMakefile;
  if (/\.(sh|bash|zsh)$/.test(name)) return whole;
  if (/^\.?[Jj]ustfile$/.test(name)) return readJustfile;
  if (/^Jenkinsfile([.-][\w.-]+)?$|\.jenkinsfile$/i.test(name)) return readStrings;
  if (name === 'package.json') return readPackage;
  return yamlPipelines.some((form) => form.test(written)) ? readPipeline : undefined;
}

function whole(file: DeploymentFile): Script[] {
  return [{ text: file.text, line: 0, literal: true, folders: foldersAround(file), given: new Map() }];
}

function readPackage(file: DeploymentFile): Script[] {
  return entriesOf(nodeAt(treeOf(file.text), 'scripts')).flatMap(([, { line, value }]) => {
    const text = textAt(value);
    const folders = foldersAround(file);
    return text === undefined ? [] : [{ text, line, literal: false, folders, given: new Map() }];
  });
}

/** Each line of a recipe is a script. just's own variables are between braces. */
function readJustfile(file: DeploymentFile): Script[] {
  const given = new Map<string, string | undefined>();
  for (const line of file.text.split('\n')) {
    const found = /^(?:export )?([A-Za-z_][\w-]*) *:= *(["'])([^"'\\]*)\2 *$/.exec(line.trimEnd());
    if (found?.[1] !== undefined) given.set(found[1], given.has(found[1]) ? undefined : found[3]);
  }
  return [{ text: file.text, line: 0, literal: true, folders: foldersAround(file), given }];
}

/** Reads the strings of a Groovy file: its `sh` steps run some of them. */
function readStrings(file: DeploymentFile): Script[] {
  const folders = foldersAround(file);
  const given = new Map();
  return groovyStrings(file.text).map(({ text, line }) => ({ text, line, literal: true, folders, given }));
}

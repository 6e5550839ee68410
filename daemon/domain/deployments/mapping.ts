import path from 'node:path';
import type { Text } from '../../base/text.ts';
import type { Deployment } from './deployment.ts';
import type { DeploymentFile, DeploymentHints, HintProblem } from './hints.ts';
import { limitTexts } from './limit-texts.ts';
import {
  brokenLineOf,
  type Entry,
  entriesOf,
  itemsOf,
  type Node,
  nodeAt,
  textAt,
  treeOf,
} from './located-tree.ts';
import { insidePath } from './paths.ts';
import { isAccount, isRegion, isStackPattern, placeOf } from './stack-name.ts';

/** `.guardrail.yaml`: a team's own word, committed in the repository. */
export function isMappingName(name: string): boolean {
  return /^\.guardrail\.ya?ml$/.test(name);
}

/** One line of a mapping, before anything of it is believed. */
interface MappingEntry {
  readonly line: number;
  readonly stack: string | undefined;
  /** A path alone, or keys. */
  readonly value: Node;
}

const known = ['stack', 'template', 'account', 'region'];
const mostStacks = 5000;

/**
 * Reads `stacks`: a list of `{ stack, template, account?, region? }`, or stack → template or → `{ template, … }`.
 * Templates are relative to the file and inside the workspace. Nothing else is read: hosts, profiles and credentials
 * never come from a repository.
 */
export async function readMapping(file: DeploymentFile): Promise<DeploymentHints> {
  const deployments: Deployment[] = [];
  const problems: HintProblem[] = [];
  const complain = (line: number, text: Text) => void problems.push({ file: file.path, line, ...text });

  const tree = treeOf(file.text);
  if (tree?.kind !== 'branch') {
    // A file of comments alone says nothing, and nothing wrong.
    const isSilent = tree?.kind === 'scalar' && tree.text === '';
    const line = tree?.line ?? brokenLineOf(file.text);
    if (line !== undefined && !isSilent) complain(line, texts.unreadable);
    return { deployments, constructs: [], problems };
  }
  for (const [name, { line }] of tree.entries) if (name !== 'stacks') complain(line, texts.notRead(name));
  const stacks = tree.entries.get('stacks');
  if (!stacks || !isMapped(stacks.value)) complain(stacks?.line ?? 0, texts.noStacks);

  const all = entriesIn(stacks);
  if (all.length > mostStacks) complain(stacks?.line ?? 0, limitTexts.tooMany(mostStacks));
  for (const said of all.slice(0, mostStacks)) {
    const { line, stack, value } = said;
    for (const [name, entry] of entriesOf(value))
      if (!known.includes(name)) complain(entry.line, texts.unknownKey(name));
    if (stack === undefined) {
      complain(line, texts.noStack);
      continue;
    }
    if (!isStackPattern(stack)) {
      complain(line, texts.notAStack(stack));
      continue;
    }
    const written = textAt(value) ?? textAt(value, 'template');
    if (written === undefined) {
      complain(line, texts.noTemplate(stack));
      continue;
    }
    const template = insidePath(file.root, path.dirname(file.path), written);
    if (template === undefined) {
      complain(line, texts.outside(written));
      continue;
    }
    if (!(await file.workspace.exists(template))) {
      complain(line, texts.notThere(written));
      continue;
    }
    const account = textAt(value, 'account');
    const region = textAt(value, 'region');
    if ((account !== undefined && !isAccount(account)) || (region !== undefined && !isRegion(region))) {
      complain(line, texts.noPlace(stack));
      continue;
    }
    const place = placeOf(account, region);
    deployments.push({ kind: 'mapping', stack, ...place, template, file: file.path, line });
  }
  return { deployments, constructs: [], problems };
}

function isMapped(value: Node): boolean {
  return value.kind !== 'scalar';
}

function entriesIn(stacks: Entry | undefined): MappingEntry[] {
  const listed = itemsOf(stacks?.value).map((value) => ({
    line: nodeAt(value, 'stack')?.line ?? value.line,
    stack: textAt(value, 'stack'),
    value,
  }));
  const keyed = entriesOf(stacks?.value).map(([stack, { line, value }]) => ({ line, stack, value }));
  return [...listed, ...keyed];
}

const texts = {
  unreadable: {
    en: 'This file cannot be read as YAML. Write "stacks:" and below it one "stack name: template path" a line.',
    ja: 'このファイルは YAML として読めません。「stacks:」の下に「スタック名: テンプレートのパス」を 1 行ずつ書いてください。',
  },
  noStacks: {
    en: 'Write "stacks:" and below it one "stack name: template path" a line.',
    ja: '「stacks:」の下に「スタック名: テンプレートのパス」を 1 行ずつ書いてください。',
  },
  notRead: (name: string) => ({
    en: `"${name}" is not read: this file says which template a stack is deployed from. Settings belong to the machine.`,
    ja: `「${name}」は読み込まれません。このファイルはスタックの元になるテンプレートだけを示します。設定はマシン側に置いてください。`,
  }),
  unknownKey: (name: string) => ({
    en: `"${name}" is not read. A stack has "template" and, where needed, "account" and "region".`,
    ja: `「${name}」は読み込まれません。スタックには「template」と、必要なら「account」「region」を書きます。`,
  }),
  noStack: {
    en: 'Say which stack: "stack: name". A "*" in it stands for any text.',
    ja: '「stack: 名前」でスタックを指定してください。名前の中の「*」は任意の文字列を表します。',
  },
  notAStack: (stack: string) => ({
    en: `"${stack}" is no stack's name: letters, digits, hyphens, and "*" for any text beside at least two of them.`,
    ja: `「${stack}」はスタック名として使えません。英数字とハイフン、任意の文字列を表す「*」（英数字 2 文字以上とともに）を使ってください。`,
  }),
  noTemplate: (stack: string) => ({
    en: `Say which template "${stack}" is deployed from: a path relative to this file.`,
    ja: `「${stack}」の元になるテンプレートを、このファイルからの相対パスで書いてください。`,
  }),
  outside: (template: string) => ({
    en: `"${template}" is not inside the workspace's folder. Write a path relative to this file.`,
    ja: `「${template}」はワークスペースのフォルダーの中にありません。このファイルからの相対パスで書いてください。`,
  }),
  notThere: (template: string) => ({
    en: `The workspace has no file "${template}". Write a path relative to this file.`,
    ja: `「${template}」というファイルはワークスペースにありません。このファイルからの相対パスで書いてください。`,
  }),
  noPlace: (stack: string) => ({
    en: `Where "${stack}" is: an account has 12 digits, a region looks like "eu-west-1".`,
    ja: `「${stack}」の場所: アカウントは 12 桁の数字、リージョンは「ap-northeast-1」の形で書いてください。`,
  }),
} satisfies Record<string, Text | ((name: string) => Text)>;

import { type Node, nodeAt, textAt } from '../located-tree.ts';

/** Stands for values that only the deploying machine knows: other files, AWS, the environment. */
export const unknown = '*';

const maxDepth = 10;
const maxSteps = 2000;
const maxValueUnits = 1024;

/**
 * Replaces `${…}` of the Serverless Framework if the file contains the value. If a variable has several
 * sources, the first one with a value counts. Options and the environment may have a value, so a source after
 * them is only the default.
 */
export class Variables {
  private readonly tree: Node;
  private readonly stage: string | undefined;
  private steps = 0;

  /** @param stage The stage of `--stage`. If absent, `provider.stage` counts, and without that `dev`. */
  constructor(tree: Node, stage?: string) {
    this.tree = tree;
    this.stage = stage;
  }

  stageName(depth = 0): string {
    if (this.stage !== undefined) return this.stage;
    const written = textAt(this.tree, 'provider', 'stage');
    return written === undefined ? 'dev' : this.expand(written, depth + 1);
  }

  expand(text: string, depth = 0): string {
    if (!text.includes('${')) return text;
    if (depth > maxDepth) return unknown;
    const parts: string[] = [];
    let from = 0;
    for (let open = text.indexOf('${'); open !== -1; open = text.indexOf('${', from)) {
      const close = closingBrace(text, open + 2);
      if (close === -1 || ++this.steps > maxSteps) return unknown;
      parts.push(text.slice(from, open), this.value(text.slice(open + 2, close), depth));
      from = close + 1;
    }
    const value = parts.join('') + text.slice(from);
    return value.length > maxValueUnits ? unknown : value;
  }

  private value(body: string, depth: number): string {
    for (const source of sourcesIn(body)) {
      const found = this.from(source, depth + 1);
      if (found !== undefined) return found;
    }
    return unknown;
  }

  /** Returns the value from one source; `undefined` if the next source counts. */
  private from(written: string, depth: number): string | undefined {
    const source = this.expand(written.trim(), depth).trim();
    const quoted = /^(['"])(.*)\1$/s.exec(source);
    if (quoted) return quoted[2];
    if (source === 'opt:stage' && this.stage !== undefined) return this.stage;
    if (/^(opt|env):/.test(source)) return undefined;
    if (source === 'sls:stage' || source === 'self:provider.stage') return this.stageName(depth);
    const own = /^self:(.*)$/s.exec(source)?.[1];
    if (own !== undefined) return this.at(own.split('.'), depth);
    const parameter = /^param:(.*)$/s.exec(source)?.[1];
    if (parameter !== undefined) {
      return (
        this.at(['params', this.stageName(depth), parameter], depth) ??
        this.at(['params', 'default', parameter], depth)
      );
    }
    return /^[\w-]+$/.test(source) ? source : unknown;
  }

  private at(path: readonly string[], depth: number): string | undefined {
    const keys = path.length === 1 && path[0] === 'service' ? servicePath(this.tree) : path;
    const written = textAt(this.tree, ...keys);
    return written === undefined ? undefined : this.expand(written, depth);
  }
}

/** `service: name`, or in old files `service: { name: … }`. */
export function servicePath(tree: Node): readonly string[] {
  return nodeAt(tree, 'service')?.kind === 'branch' ? ['service', 'name'] : ['service'];
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  const end = Math.min(text.length, from + maxValueUnits);
  for (let at = from; at < end; at++) {
    if (text[at] === '{') open++;
    else if (text[at] === '}' && --open === 0) return at;
  }
  return -1;
}

/** Splits at commas that are not inside quotes, braces or parentheses. */
function sourcesIn(body: string): string[] {
  const sources: string[] = [];
  let open = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < body.length; at++) {
    const character = body[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('({'.includes(character)) open++;
    else if (')}'.includes(character)) open--;
    else if (character === ',' && open === 0) {
      sources.push(body.slice(from, at));
      from = at + 1;
    }
  }
  return [...sources, body.slice(from)];
}

/** A word of a command. `text` is absent if a part of the word is known only at run time. */
export interface Word {
  readonly text: string | undefined;
  /** The text before the first unknown part. */
  readonly prefix: string;
  /** 0-based line in the script. */
  readonly line: number;
}

export interface Command {
  readonly words: readonly Word[];
  /** How the command is joined to the previous one. After `&&` and `||` it may not run. */
  readonly joint: '' | '&&' | '||';
}

/** A variable or a substitution, as written between its brackets. */
export interface Reference {
  readonly kind: 'name' | 'braces' | 'parentheses' | 'backticks' | 'mustache';
  readonly body: string;
  /** Whether it is written as `$$…`, which make passes on to the shell. */
  readonly doubled: boolean;
}

/** Returns the value of a reference at its position; `undefined` if it is not known. */
export type Expand = (reference: Reference) => string | undefined;

const maxReferenceUnits = 500;
const maxWordUnits = 8192;
const closing = { '{': '}', '(': ')' } as const;

/**
 * Splits a script into commands, and commands into words. Yields one command at a time, so that the
 * assignments of a command are known to the next one. Handles quotes, comments, continued lines and
 * here-documents as `sh` does. Yields each word once. The time grows only with the length of the script.
 */
export function* commandsIn(script: string, expand: Expand): Generator<Command> {
  let words: Word[] = [];
  let joint: Command['joint'] = '';
  let parts: string[] | undefined;
  let length = 0;
  let prefix: string | undefined;
  let wordLine = 0;
  let line = 0;
  let quote = '';
  let here: string | undefined;

  const add = (text: string) => {
    if (!parts) {
      parts = [];
      length = 0;
      prefix = undefined;
      wordLine = line;
    }
    // Values of variables may be long. The rest of a word that is too long is dropped.
    if (length <= maxWordUnits) parts.push(text);
    length += text.length;
  };
  const endWord = () => {
    if (!parts) return;
    const all = parts.join('');
    const text = prefix === undefined && length <= maxWordUnits ? all : undefined;
    words.push({ text, prefix: prefix ?? all, line: wordLine });
    parts = undefined;
  };

  for (let at = 0; at < script.length; at++) {
    const character = script[at] ?? '';
    if (character === '\n') line++;
    if (quote === "'" && character !== "'") add(character);
    else if (character === '\\' && script.startsWith('\n', newlineAfter(script, at))) {
      at = newlineAfter(script, at);
      line++;
      if (quote === '') endWord();
    } else if (character === '\\') {
      at++;
      const next = script[at] ?? '';
      add(quote === '"' && !'"\\$`'.includes(next) ? `\\${next}` : next);
    } else if (character === '$' || character === '`' || (character === '{' && script[at + 1] === '{')) {
      const reference = referenceAt(script, at);
      if (!reference) {
        add(character);
        continue;
      }
      const text = expand(reference);
      add(text ?? '');
      if (text === undefined) prefix ??= parts?.join('') ?? '';
      line += newlinesIn(script, at, reference.end);
      at = reference.end - 1;
    } else if (character === quote) quote = '';
    else if (quote !== '') add(character);
    else if ((character === '"' || character === "'") && script.includes(character, at + 1)) {
      quote = character;
      add('');
    } else if (character === '#' && !parts) at = endOfLine(script, at) - 1;
    else if (character === '<' && script.startsWith('<<', at)) {
      const found = /^<<-?[ \t]*(['"]?)([A-Za-z_]\w{0,40})\1/.exec(script.slice(at, at + 60));
      if (found) here = found[2];
      at += (found?.[0].length ?? 2) - 1;
    } else if (';&|()\n\r'.includes(character)) {
      endWord();
      const doubled = script[at + 1] === character ? `${character}${character}` : '';
      if (words.length > 0) yield { words, joint };
      if (words.length > 0 || character === '\n') joint = '';
      words = [];
      if (doubled === '&&' || doubled === '||') joint = doubled;
      if (doubled === ';;') yield { words: [{ text: ';;', prefix: ';;', line }], joint: '' };
      if (doubled !== '' && ';&|'.includes(character)) at++;
      if (character !== '\n' || here === undefined) continue;
      const end = endOfHere(script, at + 1, here);
      line += newlinesIn(script, at + 1, end);
      at = end - 1;
      here = undefined;
    } else if (character === ' ' || character === '\t') endWord();
    else add(character);
  }
  endWord();
  if (words.length > 0) yield { words, joint };
}

/**
 * Returns the reference that begins at a `$`, a backtick or `{{`; `undefined` if the character is an ordinary
 * one.
 */
function referenceAt(script: string, at: number): (Reference & { readonly end: number }) | undefined {
  const doubled = script.startsWith('$$', at);
  const start = doubled ? at + 2 : script[at] === '$' ? at + 1 : at;
  const open = script[start];
  const ahead = script.slice(start, start + maxReferenceUnits);
  if (open === '`' && start === at) {
    const end = ahead.indexOf('`', 1);
    return end === -1
      ? undefined
      : { kind: 'backticks', body: ahead.slice(1, end), doubled, end: start + end + 1 };
  }
  if (ahead.startsWith('{{')) {
    const end = ahead.indexOf('}}');
    return end === -1
      ? undefined
      : { kind: 'mustache', body: ahead.slice(2, end), doubled, end: start + end + 2 };
  }
  if (open === '{' || open === '(') {
    const end = closingOf(ahead, open);
    const kind = open === '{' ? 'braces' : 'parentheses';
    return end === undefined ? undefined : { kind, body: ahead.slice(1, end), doubled, end: start + end + 1 };
  }
  const name = /^(?:[A-Za-z_]\w*|[0-9@*#?!-])/.exec(ahead)?.[0];
  return name === undefined ? undefined : { kind: 'name', body: name, doubled, end: start + name.length };
}

function closingOf(ahead: string, open: '{' | '('): number | undefined {
  let depth = 0;
  for (let at = 0; at < ahead.length; at++) {
    if (ahead[at] === open) depth++;
    else if (ahead[at] === closing[open] && --depth === 0) return at;
  }
  return undefined;
}

/** Returns the end of the line that this backslash may continue. */
function newlineAfter(script: string, at: number): number {
  return script[at + 1] === '\r' ? at + 2 : at + 1;
}

function endOfLine(script: string, from: number): number {
  const end = script.indexOf('\n', from);
  return end === -1 ? script.length : end;
}

/**
 * Returns the offset after the line that contains only the word, or the end of the script if it has no such
 * line.
 */
function endOfHere(script: string, from: number, word: string): number {
  for (let start = from; start < script.length; ) {
    const end = endOfLine(script, start);
    if (script.slice(start, end).trim() === word) return end;
    start = end + 1;
  }
  return script.length;
}

/** Examines only these characters. A search would continue to the end of a script that has no line ends. */
function newlinesIn(script: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (script[at] === '\n') count++;
  return count;
}

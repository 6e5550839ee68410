import { secretWords } from './secret-words.ts';

export const hidden = '•••';

/** Tokens whose form says that they are secrets, wherever they stand. */
const tokens = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\b(?:ghp|gho|ghs|ghr|github_pat|glpat|xox[abprs]|sk)[-_][\w-]{16,255}/g,
  /\bATATT[\w=-]{16,500}/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{8,2000}\.[\w-]{1,2000}/g,
  /(?<=:\/\/[^\s/:@]{1,100}:)[^\s/@]{1,200}(?=@)/g,
  /(?<=\bBearer\s)[\w.~+/=-]{8,2000}/g,
  // A secret access key of AWS has no prefix: 40 characters of all kinds.
  /(?<![\w/+=])(?=[^\s"',]*[A-Z])(?=[^\s"',]*[a-z])(?=[^\s"',]*\d)[A-Za-z0-9/+]{40}(?![\w/+=])/g,
];
const secretWord = new RegExp(secretWords, 'i');
const value = `(?![{[]|!(?:Ref|GetAtt|ImportValue|FindInMap)\\b)(?:!\\w{1,20}\\s{1,20})?(?:"(?:[^"\\\\]|\\\\.){0,2000}"|'[^']{0,2000}'|[^\\s,;}\\]"'\\\\]{1,2000})`;
/** Somewhere in a line: in a list in braces, in the environment of a command, or in a connection string. */
const inline = new RegExp(
  `((?:${secretWords})[\\w.-]{0,60}(?:["']\\s{0,20}:\\s{0,20}|:\\s{1,20}|["']?\\s{0,20}=\\s{0,20}))(${value})`,
  'gi',
);
const option = new RegExp(`(--[\\w-]{0,60}?(?:${secretWords})[\\w-]{0,60}[\\s=]\\s{0,20})(${value})`, 'gi');
/** The other half of a pair whose name says that it is a secret. */
const half = /^(?:ParameterValue|Values?|value|Default)$/;
const inlineHalf = new RegExp(
  `((?<![\\w.])["']?(?:ParameterValue|[Vv]alue|Default)["']?\\s{0,20}[:=]\\s{0,20})(${value})`,
  'g',
);
/** Functions and references that contain no text of their own, and values that say nothing or are a choice of AWS. */
const references = [
  /^!(?:Ref|GetAtt|ImportValue|FindInMap)\b/,
  /^!\w+$/,
  /^(?:!Sub\s+)?["']?(?:\$\{[^}]{0,500}\}|\{\{resolve:(?:[^{}]|\$\{[^}]{0,500}\}){0,2000}\}\})["']?$/,
  /^\{\s*["']?(?:Ref|Fn::(?:GetAtt|ImportValue|FindInMap))\b/,
  /^arn:/,
  /^(?:true|false|null|~|\d{1,3}|required|optional|enabled|disabled|none|)$/i,
];

/** Returns whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return secretWord.test(name);
}

/** Returns whether the value of a key is the other half of a pair: of `Name: DB_PASSWORD`, the key `Value`. */
export function isOtherHalf(key: string): boolean {
  return half.test(key);
}

export function isReference(text: string): boolean {
  const bare = text.trim().replace(/,$/, '').trim();
  const inner = bare.replace(/^(["'])(.*)\1$/, '$2');
  return references.some((form) => form.test(bare) || form.test(inner));
}

/** Returns a line without the secrets that the line alone shows. @param isPair It names a secret, and may have its value, too. */
export function hideInLine(line: string, isPair: boolean): string {
  let text = line;
  for (const token of tokens) text = text.replace(token, hidden);
  const hide = (whole: string, name: string, found: string) => (isReference(found) ? whole : name + hidden);
  for (const named of [inline, option, ...(isPair ? [inlineHalf] : [])]) text = text.replace(named, hide);
  return text;
}

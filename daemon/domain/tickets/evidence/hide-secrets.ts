const hidden = '•••';

/** Tokens whose form says that they are secrets, wherever they stand. */
const tokens = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\b(?:ghp|gho|ghs|ghr|github_pat|glpat|xox[abprs]|sk)[-_][\w-]{16,255}/g,
  /\bATATT[\w=-]{16,500}/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{8,2000}\.[\w-]{1,2000}/g,
  /(?<=:\/\/[^\s/:@]{1,100}:)[^\s/@]{1,200}(?=@)/g,
];
/** A property whose name says that its value is a secret. */
const named =
  /^(\s*-?\s*["']?[\w.-]{0,100}?(?:password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|credential)[\w.-]{0,60}["']?\s*[:=]\s*)(.+)$/i;
/** References are not secrets: functions, dynamic references, ARNs, and values that say nothing. */
const reference =
  /^["']?(?:!|\{\{resolve:|\$\{|\{\s*"?(?:Ref|Fn::)|arn:|true\b|false\b|null\b|[|>][-+]?\s*$|\[?\s*$|\{\s*$)/i;
const keyStart = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;
const keyEnd = /-----END [A-Z ]{0,40}PRIVATE KEY-----/;

/** Returns lines of a template without values that look like secrets, and how many were replaced. */
export function hideSecrets(lines: readonly string[]): { readonly lines: string[]; readonly count: number } {
  let count = 0;
  let inKey = false;
  const shown = lines.map((line) => {
    if (inKey || keyStart.test(line)) {
      inKey = !keyEnd.test(line);
      count++;
      return hidden;
    }
    let text = line;
    for (const token of tokens)
      text = text.replace(token, () => {
        count++;
        return hidden;
      });
    const [, name, value] = named.exec(text) ?? [];
    if (name === undefined || value === undefined || reference.test(value.trim())) return text;
    if (value.includes(hidden)) return text;
    count++;
    return `${name}${hidden}`;
  });
  return { lines: shown, count };
}

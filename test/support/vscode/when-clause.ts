/** The context of a menu's `when` clause: keys with their values. A key that is missing is false. */
export type WhenContext = Readonly<Record<string, string | boolean | readonly string[]>>;

/**
 * Returns whether a `when` clause of the manifest holds, as VS Code reads it: `||`, `&&`, `!`, parentheses, `==`, `!=` and
 * `=~` with a pattern between slashes, and `in` with a key whose value is a list.
 * @throws Error for anything else, so that a clause that is not understood is no clause that holds.
 */
export function holds(when: string, context: WhenContext): boolean {
  const tokens = when.match(/\/(?:\\.|[^/])+\/|\|\||&&|==|!=|=~|[!()]|[\w.:-]+/g) ?? [];
  let next = 0;
  const take = (token: string) => tokens[next] === token && next++ >= 0;
  const either = (): boolean => {
    let result = both();
    while (take('||')) result = both() || result;
    return result;
  };
  const both = (): boolean => {
    let result = one();
    while (take('&&')) result = one() && result;
    return result;
  };
  const one = (): boolean => {
    if (take('!')) return !one();
    if (take('(')) {
      const result = either();
      if (!take(')')) throw new Error(`A parenthesis is open: ${when}`);
      return result;
    }
    return compared(word());
  };
  const word = (): string => {
    const token = tokens[next++];
    if (token === undefined || /^\W/.test(token)) throw new Error(`A key is missing: ${when}`);
    return token;
  };
  const compared = (key: string): boolean => {
    const value = context[key] ?? false;
    if (take('==')) return String(value) === word();
    if (take('!=')) return String(value) !== word();
    if (take('in')) {
      const list = context[word()];
      return Array.isArray(list) && list.includes(value);
    }
    if (!take('=~')) return value !== false && value !== '';
    const pattern = tokens[next++] ?? '';
    if (!pattern.startsWith('/')) throw new Error(`A pattern is missing: ${when}`);
    return new RegExp(pattern.slice(1, -1)).test(String(value));
  };
  const result = either();
  if (next < tokens.length) throw new Error(`Not understood: ${when}`);
  return result;
}

import { load } from 'js-yaml';

/**
 * Returns the value of a YAML text. A text without a value, such as one of comments alone, is an empty map.
 * @throws YAMLException
 */
export function loadYaml(text: string): unknown {
  const hasValue = text.split(/[\r\n]/).some((line) => !/^\s*(#|$)/.test(line));
  return hasValue ? (load(text) ?? {}) : {};
}

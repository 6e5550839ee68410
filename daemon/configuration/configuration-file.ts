import { YAMLException } from 'js-yaml';
import type { z } from 'zod';
import { type Problem, problem } from '../domain/problems/problem.ts';
import { configurationShape } from './file/configuration-shape.ts';
import { expectedAt } from './file/expected-value.ts';
import { loadYaml } from './file/load-yaml.ts';

/** The user's configuration file. It contains no secrets: tokens come from the environment or the editor. */
export type ConfigurationFile = z.infer<typeof configurationShape>;

/**
 * Returns the parsed configuration file.
 * @param text The file's content. An empty file configures nothing.
 * @throws Problem `configuration-invalid`, with the key and the form that is expected there.
 */
export function parseConfigurationFile(file: string, text: string): ConfigurationFile {
  let document: unknown;
  try {
    document = loadYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const said = error.message.split('\n')[0] ?? '';
    throw problem('configuration-invalid', { reason: 'not-yaml', file, said });
  }
  const parsed = configurationShape.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (!issue) throw parsed.error;
  throw problem('configuration-invalid', {
    reason: 'value',
    file,
    key: issue.path.join('.'),
    ...expectedAt(issue),
  });
}

export function configurationMissing(file: string, cause: unknown): Problem {
  return problem('configuration-missing', { file }, { cause });
}

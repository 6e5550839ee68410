import { isStackName } from '../stack-name.ts';
import { optionsIn } from './options.ts';
import type { Word } from './shell-words.ts';

/** A command that deploys a template or prepares one for deployment. Paths are as written. */
export type ParsedCommand =
  | {
      readonly does: 'deploy';
      /** A stack name as written, or a pattern. */
      readonly stack: string;
      readonly region: string | undefined;
      /** Absent if SAM uses its default. */
      readonly template: string | undefined;
      readonly bySam: boolean;
    }
  /** `package` writes a copy of the template. The copy is deployed later. */
  | {
      readonly does: 'package';
      readonly template: string | undefined;
      readonly output: string;
      readonly bySam: boolean;
    }
  | { readonly does: 'build'; readonly template: string }
  | {
      readonly does: 'deploy-service';
      readonly stage: string | undefined;
      readonly region: string | undefined;
    };

/** Programs that only print their arguments. */
const printing = new Set(['echo', 'printf', 'cat', 'grep', 'rg']);
/** The stacks of a stack set are named `StackSet-{name}-{random}`. */
const stackSets = new Set(['create-stack-set', 'update-stack-set']);
const templatesInAws = new Set(['deploy', 'create-stack', 'update-stack', 'create-change-set']);
/** Options of `rain deploy` that take no value. Source: `internal/cmd/deploy/deploy.go` of aws-cloudformation/rain. */
const rainFlags = new Set([
  ...['-d', '--detach', '-f', '--force', '-y', '--yes', '-k', '--keep', '-t', '--termination-protection'],
  ...['-x', '--no-exec', '--changeset', '--nested-change-set', '--experimental', '--debug'],
]);
/** Options of `serverless deploy` that take no value. */
const serviceFlags = new Set(['--verbose', '-v', '--force', '--conceal', '--aws-s3-accelerate', '--debug']);

/**
 * Parses a command that deploys a template or prepares one for deployment. Returns `undefined` for any other
 * command.
 */
export function parseCommand(words: readonly Word[]): ParsedCommand | undefined {
  if (printing.has(words[0]?.text ?? '')) return undefined;
  for (const [at, { text }] of words.entries()) {
    const read = programs.get(text?.replace(/^.*\//, '') ?? '');
    if (read) return read(words.slice(at + 1));
  }
  return undefined;
}

const programs = new Map([
  ['aws', byAws],
  ['sam', bySam],
  ['rain', byRain],
  ['serverless', byServerless],
  ['sls', byServerless],
]);

function byAws(words: readonly Word[]): ParsedCommand | undefined {
  const service = words.findIndex(({ text }) => text === 'cloudformation');
  const verb = words[service + 1]?.text ?? '';
  if (service === -1) return undefined;
  const options = optionsIn([...words.slice(0, service), ...words.slice(service + 2)]);
  const body = options.value('--template-body');
  const template = options.value('--template-file') ?? /^file:\/\/(.+)$/s.exec(body ?? '')?.[1];
  if (verb === 'package') {
    const output = options.value('--output-template-file');
    return template === undefined || output === undefined
      ? undefined
      : { does: 'package', template, output, bySam: false };
  }
  const set = options.value('--stack-set-name');
  if (stackSets.has(verb) && template !== undefined && set !== undefined && isStackName(set)) {
    // The regions are those of the stack set's instances.
    return { does: 'deploy', stack: `StackSet-${set}-*`, region: undefined, template, bySam: false };
  }
  const stack = options.value('--stack-name');
  return templatesInAws.has(verb) && template !== undefined && stack !== undefined && isStackName(stack)
    ? { does: 'deploy', stack, region: options.value('--region'), template, bySam: false }
    : undefined;
}

function bySam([verb, ...words]: readonly Word[]): ParsedCommand | undefined {
  const options = optionsIn(words);
  const names = ['--template-file', '--template', '-t'];
  const template = options.value(...names);
  // If the template is known only when the command runs, it is not the default template.
  if (template === undefined && options.has(...names)) return undefined;
  switch (verb?.text) {
    case 'build':
      return template === undefined ? undefined : { does: 'build', template };
    case 'package': {
      const output = options.value('--output-template-file');
      return output === undefined ? undefined : { does: 'package', template, output, bySam: true };
    }
    case 'deploy':
    case 'sync': {
      const stack = options.value('--stack-name');
      const region = options.value('--region');
      return stack === undefined || !isStackName(stack)
        ? undefined
        : { does: 'deploy', stack, region, template, bySam: true };
    }
    default:
      return undefined;
  }
}

/** `rain deploy TEMPLATE [STACK]`. By default the stack is named after the file. */
function byRain([verb, ...words]: readonly Word[]): ParsedCommand | undefined {
  if (verb?.text !== 'deploy') return undefined;
  const options = optionsIn(words, rainFlags);
  const [template, named] = options.positional;
  if (template?.text === undefined || (named && named.text === undefined)) return undefined;
  const base = template.text.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const stack = named?.text ?? base.replaceAll(/[^A-Za-z0-9-]+/g, '-');
  const region = options.value('--region', '-r');
  return isStackName(stack)
    ? { does: 'deploy', stack, region, template: template.text, bySam: false }
    : undefined;
}

function byServerless([verb, ...words]: readonly Word[]): ParsedCommand | undefined {
  if (verb?.text !== 'deploy' || words[0]?.text === 'function') return undefined;
  const options = optionsIn(words, serviceFlags);
  const stage = options.value('--stage', '-s');
  if (stage === undefined && options.has('--stage', '-s')) return undefined;
  return { does: 'deploy-service', stage, region: options.value('--region', '-r') };
}

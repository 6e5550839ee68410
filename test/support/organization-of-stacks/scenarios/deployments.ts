import type { AccountRegion } from '../../../../daemon/domain/accounts/account-region.ts';
import type { HintFile } from '../hint-files.ts';
import { deployedFrom, truthIn } from '../services.ts';
import type { Template } from '../template.ts';
import { type Format, templateText } from '../template-text.ts';
import type { KnownFacts, World } from '../world.ts';

/** Adds one kind of relation between stacks and templates to the world. `service`: a unique name. */
export type Scenario = (world: World, service: string) => void;

/** A template in the workspace. */
export interface Source {
  readonly template: Template;
  readonly file: string;
  readonly text: string;
}

/** Writes a template into the workspace. */
export function source(world: World, file: string, template: Template): Source {
  const format: Format = file.endsWith('.json') ? 'json' : 'yaml';
  const text = templateText(template, format);
  world.write(file, text);
  return { template, file, text };
}

interface DeployOptions {
  readonly stack: string;
  readonly accountRegion?: AccountRegion;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly known?: Partial<KnownFacts>;
}

/** Deploys the text of a template without changes. */
export function deploy(world: World, { template, file, text }: Source, options: DeployOptions): string {
  const { stack, accountRegion = world.accountRegion(), known = {} } = options;
  const parameters = options.parameters ?? {};
  const resources = deployedFrom(template, { stack, accountRegion, parameters }, truthIn(file));
  return world.deploy({ stack, accountRegion, resources, text, known });
}

/** Deploys a template that is not in the workspace. */
export function deployElsewhere(world: World, template: Template, options: DeployOptions): string {
  const { stack, accountRegion = world.accountRegion(), known = {} } = options;
  const resources = deployedFrom(
    template,
    { stack, accountRegion, parameters: options.parameters ?? {} },
    () => 'none',
  );
  return world.deploy({ stack, accountRegion, resources, text: templateText(template, 'yaml'), known });
}

/** Writes a file with hints into the workspace. */
export function write(world: World, { path, text }: HintFile): void {
  world.write(path, text);
}

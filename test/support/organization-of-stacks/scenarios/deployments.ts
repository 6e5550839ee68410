import type { AccountRegion } from '../../../../daemon/domain/accounts/account-region.ts';
import { declaredIn, deployedFrom } from '../services.ts';
import type { StatingFile } from '../statements.ts';
import type { Template } from '../template.ts';
import type { Knowledge, World } from '../world.ts';
import { type Format, written } from '../written.ts';

/** One way in which stacks and templates meet; `service` is a name that no other has. */
export type Scenario = (world: World, service: string) => void;

/** A template in the workspace. */
export interface Source {
  readonly template: Template;
  readonly file: string;
  readonly text: string;
}

export function source(world: World, file: string, template: Template): Source {
  const format: Format = file.endsWith('.json') ? 'json' : 'yaml';
  const text = written(template, format);
  world.write(file, text);
  return { template, file, text };
}

interface As {
  readonly stack: string;
  readonly place?: AccountRegion;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly known?: Partial<Knowledge>;
}

/** Deploys what a template says now, word for word. */
export function deploy(world: World, { template, file, text }: Source, as: As): string {
  const { stack, place = world.place(), known = {} } = as;
  const parameters = as.parameters ?? {};
  const resources = deployedFrom(template, { stack, place, parameters }, declaredIn(file));
  return world.deploy({ stack, place, resources, text, known });
}

/** Deploys a template that is not in the workspace, whatever is there may look like it. */
export function deployElsewhere(world: World, template: Template, as: As): string {
  const { stack, place = world.place(), known = {} } = as;
  const resources = deployedFrom(template, { stack, place, parameters: as.parameters ?? {} }, () => 'none');
  return world.deploy({ stack, place, resources, text: written(template, 'yaml'), known });
}

export function write(world: World, { path, text }: StatingFile): void {
  world.write(path, text);
}

import type { Resource } from '#protocol/findings.ts';
import { configNameOf } from './config-name.ts';
import { factsOf, factsOfConfigType } from './resource-types.ts';

/**
 * Returns the names that a template may have given to a resource: Config's name, and the same name without
 * the parts that AWS appends.
 */
export function namesOf(resource: Resource): string[] {
  return factsOfConfigType(resource.type).namesIn?.(resource) ?? [configNameOf(resource)];
}

/** Returns whether a template that writes this literal name means this resource. */
export function isNamed(resource: Resource, literal: string): boolean {
  const expected = comparableId(resource.type, literal);
  return namesOf(resource).some((name) => comparableId(resource.type, name) === expected);
}

/** Returns an id or name in the form in which two of them are compared. */
export function comparableId(type: string, id: string): string {
  return isLowerCase(type) ? id.toLowerCase() : id;
}

/** Returns whether AWS keeps ids and names of a type, Config's or CloudFormation's, in lower case. */
export function isLowerCase(type: string): boolean {
  return factsOf(type).isLowerCase ?? false;
}

/** Returns whether a name means only one resource of this Config type, in any account and region. */
export function isNameUnique(configType: string): boolean {
  return factsOfConfigType(configType).isNameUnique ?? false;
}

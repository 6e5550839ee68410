import { factsOf } from './resource-types.ts';

/**
 * Returns whether a type, Config's or CloudFormation's, belongs to the account and not to a region. A stack
 * in another region than Config's may contain such a resource.
 */
export function isGlobal(type: string): boolean {
  return factsOf(type).global !== undefined;
}

/** Returns whether Config records one resource of this type again in every region. */
export function isRecordedInEveryRegion(type: string): boolean {
  return factsOf(type).global === 'every-region';
}

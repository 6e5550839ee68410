import type { Resource } from '#protocol/findings.ts';
import { lastPartOf } from './config-name.ts';
import { factsOfConfigType } from './resource-types.ts';

/**
 * Returns the physical ids that CloudFormation may have for a resource that Config knows by id, name and ARN: the
 * likeliest first. The others follow, for types that are not listed and for items that lack a part. Sources: Config's
 * recorded items and what the CloudFormation registry says that `Ref` returns.
 */
export function physicalIdsOf(resource: Resource): string[] {
  const { type, id, name, arn } = resource;
  const { physicalId = 'id' } = factsOfConfigType(type);
  if (typeof physicalId === 'function') return physicalId(resource);
  const end = arn && lastPartOf(arn);
  const likeliest = { id, name, arn, 'arn-end': end }[physicalId];
  return [...new Set([likeliest, id, name, arn, end])].filter((value) => value !== undefined);
}

/**
 * Returns whether a physical id of its type means this resource. Undefined if its source left out the name or the ARN
 * that CloudFormation uses, so neither answer is known.
 */
export function hasPhysicalId(resource: Resource, physicalId: string): boolean | undefined {
  const known = new Set(physicalIdsOf(resource).flatMap(formsOf));
  if (formsOf(physicalId).some((form) => known.has(form))) return true;
  const { type, id, name, arn = id } = resource;
  switch (factsOfConfigType(type).physicalId) {
    case 'name':
      return name === undefined ? undefined : false;
    case 'arn':
    case 'arn-end':
      return arn.startsWith('arn:') ? false : undefined;
    default:
      return false;
  }
}

/** Returns an id in full and its last part, in lower case and without a revision after a colon. */
function formsOf(id: string): string[] {
  const plain = id.toLowerCase().replace(/:\d+$/, '');
  return [plain, lastPartOf(plain)];
}

/**
 * Returns the physical ids by which CloudFormation finds the resource's stack. The physical id of an API's stage is its
 * name alone, `prod`, as of many other stages: the id of the API distinguishes it.
 */
export function stackLookupIdsOf(resource: Resource): string[] {
  if (!isStage(resource)) return physicalIdsOf(resource);
  return [apiOfStage(resource)].filter((api) => api !== undefined);
}

export function isStage({ type }: Resource): boolean {
  return apiTypeOfStage(type) !== undefined;
}

/** Returns the type of the API to which stages of this type belong; undefined if the type is not a stage. */
export function apiTypeOfStage(configType: string): string | undefined {
  return factsOfConfigType(configType).stageOf;
}

/** Returns the id of the API that a stage belongs to. */
export function apiOfStage({ id, arn = id }: Resource): string | undefined {
  return /\/(?:rest)?apis\/([^/]+)\/stages\//.exec(arn)?.[1];
}

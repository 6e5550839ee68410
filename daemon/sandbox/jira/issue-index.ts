import type { Issue, World } from '../model.ts';

type Index = ReadonlyMap<string, { readonly position: number; readonly issue: Issue }>;

const indexes = new WeakMap<World, Index>();

/**
 * Returns an issue by id, by key or by a key that it had before it was moved. Keys are in upper case. The index is made
 * again if the world's issues are no longer those that it was made of.
 */
export function findIssue(world: World, name: string): Issue | undefined {
  return known(world, indexes.get(world), name) ?? known(world, makeIndex(world), name);
}

function known(world: World, index: Index | undefined, name: string): Issue | undefined {
  const entry = index?.get(name);
  if (entry === undefined || world.issues[entry.position] !== entry.issue) return undefined;
  return namesOf(entry.issue).includes(name) ? entry.issue : undefined;
}

function makeIndex(world: World): Index {
  const index = new Map<string, { position: number; issue: Issue }>();
  // A key that an issue has now wins over one that another issue had before.
  for (const former of [true, false]) {
    for (const [position, issue] of world.issues.entries()) {
      const names = former ? (issue.formerKeys ?? []) : [issue.id, issue.key];
      for (const name of names) index.set(name, { position, issue });
    }
  }
  indexes.set(world, index);
  return index;
}

const namesOf = ({ id, key, formerKeys = [] }: Issue) => [id, key, ...formerKeys];

import type { UserChoice } from '#protocol/moves.ts';
import type { FromMove, UsersFound } from './asked-move.ts';

/** A later search of the same page makes an earlier one pointless; this many may still be open. */
const maxOpenCalls = 20;

/** Asks the extension for users, and hands each answer to the search that asked. */
export function createUserSearches(post: (message: FromMove) => void) {
  const open = new Map<number, PromiseWithResolvers<readonly UserChoice[]>>();
  let last = 0;
  return {
    /** Rejects with an Error whose message is for the user. */
    find(field: string, query: string): Promise<readonly UserChoice[]> {
      const search = ++last;
      const answer = Promise.withResolvers<readonly UserChoice[]>();
      open.set(search, answer);
      for (const oldest of [...open.keys()].slice(0, -maxOpenCalls)) open.delete(oldest);
      post({ kind: 'findUsers', search, field, query });
      return answer.promise;
    },
    answered({ search, users, problem }: UsersFound): void {
      const asked = open.get(search);
      open.delete(search);
      if (problem === undefined) asked?.resolve(users);
      else asked?.reject(new Error(problem));
    },
  };
}

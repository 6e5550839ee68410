import type { IncomingMessage } from 'node:http';
import type { World } from '../model.ts';
import type { Person } from '../workflow-model.ts';
import type { Answer, Question } from './answer.ts';
import type { FaultState } from './faults.ts';
import { decoded, readJson } from './http.ts';
import type { RequestContext } from './request-context.ts';

/** An endpoint of the REST API. Paths have no version: `/issue/…`, `/agile/…`, `/pat/…`. */
export type Endpoint = readonly [method: string, path: RegExp, answer: (question: Question) => Answer];

/** The parts of a deployment that its endpoints use. */
export interface Deployment {
  readonly kind: 'cloud' | 'data-center';
  readonly world: World;
  /** The address that people open, without a trailing slash. */
  readonly site: string;
  /** The prefix of every `self`: the site, or the site's address on the gateway. */
  readonly base: string;
  readonly user: Person;
  readonly email: string;
  /** The user's time zone: `Asia/Tokyo`. */
  readonly timeZone: string;
  readonly faults: FaultState;
}

/** Returns the parts of a deployment on which the work of an endpoint depends. */
export function contextOf({ kind, world, base, user }: Deployment): RequestContext {
  return { world, site: { url: base, kind }, person: user };
}

/** Resolves to the answer of the first endpoint with the request's path and method, or to undefined if no endpoint has the path. */
export async function answerFrom(
  endpoints: readonly Endpoint[],
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<Answer | undefined> {
  const atPath = endpoints.filter(([, pattern]) => pattern.test(path));
  if (atPath.length === 0) return undefined;
  const [, pattern, answer] = atPath.find(([method]) => method === request.method) ?? [];
  if (!pattern || !answer) return { status: 405 };
  const parts = pattern.exec(path)?.slice(1).map(decoded) ?? [];
  const hasBody = request.method === 'POST' || request.method === 'PUT';
  return answer({ parts, query, body: hasBody ? await readJson(request) : undefined });
}

import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Returns the `Authorization` header of an account's API token. */
export function basic(email: string, token: string): string {
  return `Basic ${Buffer.from(`${email}:${token}`, 'utf8').toString('base64')}`;
}

/** Returns whether the request has this `Authorization` header. Takes the same time for every wrong one of its length. */
export function isAuthorizedBy(request: IncomingMessage, expected: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(expected);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

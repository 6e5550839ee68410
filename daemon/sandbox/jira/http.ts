import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, invalidPayload, Refusal } from './answer.ts';

const maxBodyBytes = 1024 * 1024;

/** A listener on loopback. */
export interface Listener {
  /** Origin without a trailing slash. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Listens on loopback. `port`: 0 is any free port. */
export async function listen(
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listener> {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/**
 * Sends an answer: a string as HTML, anything else as JSON. `isCut`: the connection ends after half of the body, whose
 * length the headers announce.
 */
export function send(response: ServerResponse, { status, body, headers }: Answer, isCut = false): void {
  const isPage = typeof body === 'string';
  const text = body === undefined || isPage ? body : JSON.stringify(body);
  response.writeHead(status, {
    ...(text !== undefined && { 'Content-Length': Buffer.byteLength(text) }),
    ...(body !== undefined && {
      'Content-Type': isPage ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8',
    }),
    'Cache-Control': 'no-cache, no-store, no-transform',
    ...headers,
  });
  if (!isCut || text === undefined) response.end(text);
  else response.write(text.slice(0, text.length / 2), () => response.destroy());
}

/** @throws Refusal 413 for a body over 1 MiB, 400 for one that is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > maxBodyBytes) throw new Refusal(413, ['The request is too large.']);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidPayload();
  }
}

/** Decodes a part of a path. A part that is not encoded well stays as it is. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

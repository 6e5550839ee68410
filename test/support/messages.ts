import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { AnyMessage } from '#protocol/message.ts';

const folder = path.resolve(import.meta.dirname, '../../daemon/protocol');

/** Every message that the contract declares, by the name of its constant. */
export const messagesByName: ReadonlyMap<string, AnyMessage> = new Map(
  (await Promise.all(readdirSync(folder).map((file) => import(path.join(folder, file)))))
    .flatMap((exports) => Object.entries(exports as Record<string, unknown>))
    .filter((entry): entry is [string, AnyMessage] => isMessage(entry[1])),
);
export const messages = [...messagesByName.values()];

function isMessage(value: unknown): value is AnyMessage {
  return typeof value === 'object' && value !== null && 'method' in value && 'kind' in value;
}

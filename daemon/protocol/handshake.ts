import { editorSettings } from './editor.ts';
import { request, returns } from './message.ts';
import { choice, number, object, optional, text, type ValueOf } from './schema.ts';
import { settings } from './settings.ts';
import { excluded } from './templates.ts';

/**
 * Any client, before anything else: the daemon proves that it knows the token, which is in a file that only its user can
 * read. A client sends nothing to a process that did not prove it: the handshake carries secrets, and on Windows any
 * user of the machine can open a pipe of this name first.
 */
export const proveDaemon = request({
  method: 'guardrail/daemon/prove',
  sender: 'client',
  params: object({
    /** Random, new each time. */
    nonce: text({ minCharacters: 16, maxCharacters: 128 }),
  }),
  result: returns<DaemonProof>(),
});

export interface DaemonProof {
  /** The HMAC-SHA-256 of `proofText(nonce)` with the token as its key, in hexadecimal. */
  readonly proof: string;
}

/** Returns the text that the daemon signs to prove itself. */
export function proofText(nonce: string): string {
  return `guardrail daemon ${nonce}`;
}

/** The part of a handshake that every version of the protocol has. */
const greetingMembers = {
  /** `protocolVersion` of the client. */
  protocol: number,
  /** From the 0600 file in the state folder. */
  token: text(),
  /** The client's product version: a newer client replaces an older daemon. */
  version: text(),
};
export const greeting = object(greetingMembers);

/** Sent by a client as `initialize.initializationOptions`. */
export const hello = object({
  ...greetingMembers,
  client: choice(['window', 'command']),
  /** VS Code's machine settings; a command sends the values of its environment and `--config`. */
  settings,
  /** Of the window's folders; absent: nothing is hidden. */
  excluded: optional(excluded),
  /** The settings of the window's editor; absent: it shows everything. */
  editor: optional(editorSettings),
});
export type Hello = ValueOf<typeof hello>;

/** Returned in `initialize`'s result as `capabilities.experimental.guardrail`. */
export interface Welcome {
  readonly protocol: number;
  readonly version: string;
  readonly pid: number;
}

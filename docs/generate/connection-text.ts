import { declarationsIn } from './source.ts';

/** Returns what a client's author has to know before the messages: transport, handshake, standard messages, versions. */
export function connectionText(versions: string, frames: string): string {
  const version = declarationsIn(versions).find(({ name }) => name === 'protocolVersion');
  const [about = '', history = ''] = version?.doc.split('History:') ?? [];
  const limits = declarationsIn(frames).map(({ name, doc, text }) => {
    const bytes = /= (.*);/.exec(text)?.[1]?.replaceAll(' * ', ' × ') ?? '';
    return `- \`${name}\`: ${bytes} bytes. ${doc.replaceAll('\n', ' ')}`;
  });
  return `# The protocol between Guardrail's daemon and its clients

<!-- Generated from daemon/protocol/ by "npm run docs". Do not edit. -->

This page is for authors of clients: other editors, scripts, tools. One daemon runs for each user and machine. Windows
(editors) and terminal commands connect to it, and share what it knows. It is a language server for each window, with the
messages below in addition to the standard ones.

## Connection

The daemon listens on a Unix socket, or on a named pipe on Windows. Its state folder contains:

- \`daemon.json\`: \`{"pid": …, "socket": …}\` of the daemon that runs.
- \`daemon.token\`: the token of the daemon that runs, 64 hexadecimal digits. Only the user can read it (mode 0600).

The state folder is \`GUARDRAIL_STATE_DIR\`, else \`guardrail\` in the user's state folder: \`$XDG_STATE_HOME\` or
\`~/.local/state\` on Linux, \`~/Library/Application Support\` on macOS, \`%LOCALAPPDATA%\` on Windows. If no daemon runs,
\`guardrail daemon\` starts one.

Messages are JSON-RPC 2.0 in the frames of the Language Server Protocol: \`Content-Length: N\`, an empty line, N bytes of
UTF-8. Limits:

${limits.join('\n')}

A client that does not read, or that is not authenticated after 10 seconds, is disconnected.

## Order of messages

1. \`guardrail/daemon/prove\`: the daemon proves that it can read the token. The proof is the HMAC-SHA-256 of the text
   \`guardrail daemon NONCE\` with the token as its key. If it is wrong, another process listens there: send nothing more.
2. \`initialize\` with \`Hello\` as its \`initializationOptions\`. The result has \`Welcome\` in
   \`capabilities.experimental.guardrail\`. Its \`locale\` decides the language of all texts: English or Japanese (\`ja\`).
3. \`initialized\`. Then every message below is available.

Standard messages that the daemon answers: text synchronization (incremental, with saves), \`textDocument/hover\`, \`codeLens\` and
\`codeAction\`, \`textDocument/completion\` (of the configuration file, if the client lets it be registered later),
\`workspace/didChangeWorkspaceFolders\`, \`workspace/didChangeWatchedFiles\`, \`$/cancelRequest\`,
\`shutdown\`, \`exit\` (which closes this connection only). It sends \`textDocument/publishDiagnostics\`,
\`workspace/codeLens/refresh\`, \`client/registerCapability\`, \`window/workDoneProgress/create\` and \`$/progress\`.

Params that do not fit their declaration are refused with JSON-RPC error -32602.

## Versions

${about.trim().replaceAll('\n', ' ')} This is version ${/= (\d+)/.exec(version?.text ?? '')?.[1]}.

${history.trim()}`;
}

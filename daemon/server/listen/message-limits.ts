import type { Socket } from 'node:net';

/** Limits of a frame of the language-server protocol, in bytes. */
export interface FrameLimits {
  /** The part before the body: `Content-Length` and at most a few other lines. */
  readonly maxHeaderBytes: number;
  /** Called for each frame: a client may send larger bodies once it is authenticated. */
  maxBodyBytes(): number;
}

/**
 * Watches the frames that arrive on a socket and calls `onBroken` at the first byte that shows that one is too large
 * or not a frame, before its body is collected: the library's reader collects as much as `Content-Length` says. It listens
 * in addition to that reader, whose data it does not change. `onBroken` must close the socket. Takes constant memory.
 */
export function limitFrames(
  socket: Socket,
  { maxHeaderBytes, maxBodyBytes }: FrameLimits,
  onBroken: (why: string) => void,
): void {
  let header = '';
  let bodyLeft = 0;

  const onData = (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      if (bodyLeft > 0) {
        const taken = Math.min(bodyLeft, chunk.length - at);
        bodyLeft -= taken;
        at += taken;
        continue;
      }
      const before = header.length;
      header += chunk.toString('latin1', at, at + maxHeaderBytes + terminator.length - before);
      const end = header.indexOf(terminator, Math.max(0, before - terminator.length));
      if (end === -1 && header.length <= maxHeaderBytes) return;
      const length = end === -1 ? undefined : contentLength(header.slice(0, end));
      if (length === undefined) return broken('not a frame');
      if (length > maxBodyBytes()) return broken(`a message of ${length} bytes`);
      at += end + terminator.length - before;
      header = '';
      bodyLeft = length;
    }
  };
  const broken = (why: string) => {
    socket.off('data', onData);
    onBroken(why);
  };
  socket.on('data', onData);
}

const terminator = '\r\n\r\n';

/** Returns `undefined` if the header has other lines than `Name: value`, or not exactly one length in digits. */
function contentLength(header: string): number | undefined {
  const lines = header.split('\r\n');
  if (!lines.every((line) => /^[\w-]+:[\t -~]*$/.test(line))) return undefined;
  const [value, ...others] = lines.flatMap(
    (line) => /^content-length: *(\d{1,15}) *$/i.exec(line)?.[1] ?? [],
  );
  return value === undefined || others.length > 0 ? undefined : Number(value);
}

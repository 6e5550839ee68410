import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface Proxy {
  readonly url: string;
  /** `host:port` of every requested tunnel. */
  readonly seen: ReadonlySet<string>;
  close(): void;
}

/** Starts an HTTP proxy on loopback, for tunnels. */
export async function startProxy(): Promise<Proxy> {
  const seen = new Set<string>();
  const server = createServer((_incoming, answer) => answer.writeHead(400).end());
  server.on('connect', ({ url = '' }, socket, head) => {
    seen.add(url);
    const { hostname, port } = new URL(`http://${url}`);
    const far = connect(Number(port) || 80, hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      socket.pipe(far).pipe(socket);
    });
    far.on('error', () => socket.destroy());
    socket.on('error', () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

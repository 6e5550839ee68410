import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface Proxy {
  readonly url: string;
  /** `host:port` of everything that was asked for through it. */
  readonly seen: ReadonlySet<string>;
  close(): void;
}

/** An HTTP proxy on loopback, for requests in absolute form and for tunnels. */
export async function startProxy(): Promise<Proxy> {
  const seen = new Set<string>();
  const server = createServer((incoming, answer) => {
    const { method, headers, url = '' } = incoming;
    // Whoever takes the proxy for a web server.
    if (!URL.canParse(url)) {
      answer.writeHead(400).end();
      return;
    }
    seen.add(new URL(url).host);
    const outgoing = request(url, { method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  server.on('connect', ({ url = '' }, socket, head) => {
    seen.add(url);
    const { hostname, port } = new URL(`http://${url}`);
    const far = connect(Number(port), hostname, () => {
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

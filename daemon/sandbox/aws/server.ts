import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../model.ts';
import { accountOperations } from './account.ts';
import { cloudFormationOperations } from './cloudformation.ts';
import { configOperations } from './config.ts';
import { dispatch, type Endpoint } from './dispatch.ts';
import { type AwsFaults, FaultState } from './faults.ts';
import { guardDutyOperations } from './guardduty.ts';
import { type AccessKey, Keyring } from './keyring.ts';
import { organizationsOperations } from './organizations.ts';
import { type Answer, answerOf, type Protocol, protocolOf, readQuestion, refusalOf } from './protocol.ts';
import { Refusal } from './refusal.ts';
import type { Received } from './signature.ts';
import { stsOperations } from './sts.ts';

export interface SandboxAws {
  /** The single endpoint of all services, for AWS_ENDPOINT_URL. */
  readonly url: string;
  /** The security account's: delegated administrator of Config and GuardDuty. */
  readonly credentials: AccessKey;
  /** Returns long-term keys of one account's user, as in a profile. */
  credentialsOf(account: string): AccessKey;
  readonly faults: AwsFaults;
  /** `config:DescribeConfigRules` → number of calls, including refused calls. */
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

/**
 * Starts AWS's endpoints for a world, on loopback: STS, Account, Organizations, Config, GuardDuty and CloudFormation, as
 * AWS's own SDKs use them. Every signature is verified, and no call changes the world.
 * @param options `port`: 0 or absent takes a free port. `latencyMs`: added to every response.
 */
export async function startAws(
  world: World,
  { port = 0, latencyMs = 0 }: { readonly port?: number; readonly latencyMs?: number } = {},
): Promise<SandboxAws> {
  const keyring = new Keyring(world);
  const faults = new FaultState();
  const endpoint: Endpoint = {
    keyring,
    faults,
    calls: new Map(),
    services: {
      sts: { protocol: 'query', operations: stsOperations(keyring) },
      account: { protocol: 'rest', operations: accountOperations(world, faults) },
      organizations: { protocol: 'json', operations: organizationsOperations(world) },
      config: { protocol: 'json', operations: configOperations(world, faults) },
      guardduty: { protocol: 'rest', operations: guardDutyOperations(world, faults) },
      cloudformation: { protocol: 'query', operations: cloudFormationOperations(world) },
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await answerTo(endpoint, request);
    const delay = latencyMs + faults.delay;
    if (delay > 0) await wait(delay);
    if (faults.isUnreachable) request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = createServer((request, response) => {
    if (faults.isUnreachable) request.socket.destroy();
    else serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address instanceof Object ? address.port : port}`,
    credentials: keyring.baseKey(world.securityAccount),
    credentialsOf: (account) => keyring.baseKey(account),
    faults,
    calls: endpoint.calls,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerTo(endpoint: Endpoint, request: IncomingMessage): Promise<Answer> {
  const requestId = randomUUID();
  let protocol: Protocol = 'json';
  try {
    const received = await receive(request);
    protocol = protocolOf(received);
    const question = readQuestion(received, protocol);
    const output = await dispatch(endpoint, received, question);
    return answerOf(
      protocol,
      question.operation,
      endpoint.faults.spoiled(question.operation, output),
      requestId,
    );
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : new Refusal('InternalFailure', 'The sandbox failed.', 500);
    return refusalOf(protocol, refusal, requestId);
  }
}

/** No request to these services is longer. */
const maxBodyBytes = 1024 * 1024;

/** @throws Refusal for a body that is too long. The rest of the body is not kept. */
async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maxBodyBytes) chunks.push(chunk);
  }
  if (length > maxBodyBytes) {
    throw new Refusal('RequestEntityTooLarge', 'The request body is too large.', 413);
  }
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  return {
    method: request.method ?? 'GET',
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers,
    body: Buffer.concat(chunks),
  };
}

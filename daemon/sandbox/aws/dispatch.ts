import type { Identity, Operations } from './call.ts';
import type { FaultState } from './faults.ts';
import type { Keyring } from './keyring.ts';
import type { Protocol, Question } from './protocol.ts';
import {
  accessDenied,
  deniedByPolicy,
  keyUnknown,
  operationUnknown,
  sessionExpired,
  signatureIncomplete,
  signatureMissing,
  signatureWrong,
  throttled,
} from './refusals.ts';
import {
  type Authorization,
  isSignedWith,
  type Received,
  readAuthorization,
  readSigningDate,
  writeSigningDate,
} from './signature.ts';

const maxClockSkewMs = 5 * 60_000;

export interface Endpoint {
  readonly keyring: Keyring;
  readonly faults: FaultState;
  /** Key: the service's name in credential scopes, such as `config`. */
  readonly services: Readonly<Record<string, Service>>;
  /** `config:DescribeConfigRules` → number of calls with a readable signature, including refused calls. */
  readonly calls: Map<string, number>;
}

/** A service has one protocol and refuses all others. */
export interface Service {
  readonly protocol: Protocol;
  readonly operations: Operations;
}

/**
 * Verifies the signature of a request and returns its service's output. Service and region come from the signature's
 * scope, the account from the key.
 * @throws Refusal
 */
export async function dispatch(endpoint: Endpoint, received: Received, question: Question): Promise<object> {
  const { protocol, operation, input } = question;
  const { authorization } = received.headers;
  if (authorization === undefined) throw signatureMissing(protocol);
  const scope = readAuthorization(authorization);
  if (scope === undefined) {
    throw signatureIncomplete(protocol, 'Authorization header is not in the form of Signature Version 4.');
  }
  const { service, region } = scope;
  const name = `${service}:${operation}`;
  endpoint.calls.set(name, (endpoint.calls.get(name) ?? 0) + 1);

  const identity = await identify(endpoint, received, scope, protocol);
  if (endpoint.faults.takeThrottle()) throw throttled(protocol, service);
  const known = Object.hasOwn(endpoint.services, service) ? endpoint.services[service] : undefined;
  const isAsked = known?.protocol === protocol && (question.service ?? service) === service;
  if (!known || !isAsked || !Object.hasOwn(known.operations, operation)) {
    throw operationUnknown(protocol, operation);
  }
  // STS accepts every key.
  if (service !== 'sts' && endpoint.faults.isDeniedByPolicy(identity.account, region)) {
    throw deniedByPolicy(protocol, identity.arn, name);
  }
  const denied = endpoint.faults.isDenied(identity.account, region) || endpoint.faults.isForbidden(name);
  if (service !== 'sts' && denied) {
    throw accessDenied(protocol, identity.arn, name);
  }
  return known.operations[operation]?.({ identity, region, input }) ?? {};
}

async function identify(
  { keyring, faults }: Endpoint,
  received: Received,
  scope: Authorization,
  protocol: Protocol,
): Promise<Identity> {
  const { headers } = received;
  const signedAt = headers['x-amz-date'];
  const signingDate = readSigningDate(signedAt);
  if (signedAt === undefined || signingDate === undefined) {
    throw signatureIncomplete(protocol, "Authorization header requires existence of an 'X-Amz-Date' header.");
  }
  const unsigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))].find(
    (name) => !scope.signedHeaders.includes(name),
  );
  if (unsigned !== undefined) {
    throw signatureIncomplete(protocol, `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`);
  }
  const sessionToken = headers['x-amz-security-token'];
  const presented = keyring.present(scope.accessKeyId, sessionToken);
  if (presented.kind === 'unknown') throw keyUnknown(protocol);
  if (presented.kind === 'expired' || faults.areSessionsExpired) throw sessionExpired(protocol);

  const untimely = problemOfTime(signingDate);
  if (untimely) throw signatureWrong(protocol, untimely);
  if (!signedAt.startsWith(scope.date)) {
    throw signatureWrong(
      protocol,
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date.',
    );
  }
  const { accessKeyId } = scope;
  const { secretAccessKey, identity } = presented;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  if (!(await isSignedWith(received, scope, signingDate, credentials))) throw signatureWrong(protocol);
  if (faults.isRegionOff(identity.account, scope.region)) throw keyUnknown(protocol);
  return identity;
}

function problemOfTime(signingDate: Date): string | undefined {
  const now = Date.now();
  const at = signingDate.getTime();
  const written = (ms: number) => writeSigningDate(new Date(ms));
  if (at < now - maxClockSkewMs) {
    return `Signature expired: ${written(at)} is now earlier than ${written(now - maxClockSkewMs)} (${written(now)} - 5 min.)`;
  }
  if (at > now + maxClockSkewMs) {
    return `Signature not yet current: ${written(at)} is still later than ${written(now + maxClockSkewMs)} (${written(now)} + 5 min.)`;
  }
  return undefined;
}

import type { Identity, Operations } from './call.ts';
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
} from './door-refusals.ts';
import type { FaultState } from './faults.ts';
import type { Keyring } from './keyring.ts';
import type { Protocol, Question } from './protocol.ts';
import {
  type Authorization,
  isSignedWith,
  type Received,
  readAuthorization,
  readSigningDate,
  writeSigningDate,
} from './signature.ts';

const fiveMinutes = 5 * 60_000;

export interface Door {
  readonly keyring: Keyring;
  readonly faults: FaultState;
  /** By the name in credential scopes: `config`. */
  readonly services: Readonly<Record<string, Service>>;
  /** Every call that says what it wants, answered or not: `config:DescribeConfigRules` → how many. */
  readonly calls: Map<string, number>;
}

/** A service speaks one protocol and answers nothing in another. */
export interface Service {
  readonly protocol: Protocol;
  readonly operations: Operations;
}

/**
 * The way of every request: its signature is verified, then its service answers. Service and region come from
 * the signature's scope, the account from the key.
 * @throws Refusal
 */
export async function enter(door: Door, received: Received, question: Question): Promise<object> {
  const { protocol, operation, input } = question;
  const { authorization } = received.headers;
  if (authorization === undefined) throw signatureMissing(protocol);
  const scope = readAuthorization(authorization);
  if (scope === undefined) {
    throw signatureIncomplete(protocol, 'Authorization header is not in the form of Signature Version 4.');
  }
  const { service, region } = scope;
  const name = `${service}:${operation}`;
  door.calls.set(name, (door.calls.get(name) ?? 0) + 1);

  const identity = await identify(door, received, scope, protocol);
  if (door.faults.takeThrottle()) throw throttled(protocol, service);
  const known = Object.hasOwn(door.services, service) ? door.services[service] : undefined;
  const isAsked = known?.protocol === protocol && (question.service ?? service) === service;
  if (!known || !isAsked || !Object.hasOwn(known.operations, operation)) {
    throw operationUnknown(protocol, operation);
  }
  // STS answers every key.
  if (service !== 'sts' && door.faults.isDeniedByPolicy(identity.account, region)) {
    throw deniedByPolicy(protocol, identity.arn, name);
  }
  const denied = door.faults.isDenied(identity.account, region) || door.faults.isForbidden(name);
  if (service !== 'sts' && denied) {
    throw accessDenied(protocol, identity.arn, name);
  }
  return known.operations[operation]?.({ identity, region, input }) ?? {};
}

async function identify(
  { keyring, faults }: Door,
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
  if (at < now - fiveMinutes) {
    return `Signature expired: ${written(at)} is now earlier than ${written(now - fiveMinutes)} (${written(now)} - 5 min.)`;
  }
  if (at > now + fiveMinutes) {
    return `Signature not yet current: ${written(at)} is still later than ${written(now + fiveMinutes)} (${written(now)} + 5 min.)`;
  }
  return undefined;
}

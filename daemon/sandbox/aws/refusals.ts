import type { Protocol } from './protocol.ts';
import { Refusal } from './refusal.ts';

/** Refusals before a service sees the request; each protocol has its own codes and statuses. */

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

export function signatureMissing(protocol: Protocol): Refusal {
  return protocol === 'query'
    ? new Refusal('MissingAuthenticationToken', 'Request is missing Authentication Token', 403)
    : new Refusal('MissingAuthenticationTokenException', 'Missing Authentication Token', statusOf(protocol));
}

export function signatureIncomplete(protocol: Protocol, what: string): Refusal {
  return new Refusal(codeOf(protocol, 'IncompleteSignature'), what, statusOf(protocol));
}

export function keyUnknown(protocol: Protocol): Refusal {
  const message = 'The security token included in the request is invalid.';
  return protocol === 'query'
    ? new Refusal('InvalidClientTokenId', message, 403)
    : new Refusal('UnrecognizedClientException', message, statusOf(protocol));
}

export function sessionExpired(protocol: Protocol): Refusal {
  const message = 'The security token included in the request is expired';
  return new Refusal(codeOf(protocol, 'ExpiredToken'), message, statusOf(protocol));
}

/** @param why The reason, if not the signature itself but its time is wrong. */
export function signatureWrong(protocol: Protocol, why: string = mismatch): Refusal {
  return protocol === 'query'
    ? new Refusal('SignatureDoesNotMatch', why, 403)
    : new Refusal('InvalidSignatureException', why, statusOf(protocol));
}

export function accessDenied(protocol: Protocol, arn: string, action: string): Refusal {
  const message = `User: ${arn} is not authorized to perform: ${action} with an explicit deny`;
  return new Refusal(codeOf(protocol, 'AccessDenied'), message, statusOf(protocol));
}

export function deniedByPolicy(protocol: Protocol, arn: string, action: string): Refusal {
  const message = `User: ${arn} is not authorized to perform: ${action} with an explicit deny in a service control policy`;
  return new Refusal(codeOf(protocol, 'AccessDenied'), message, statusOf(protocol));
}

export function throttled(protocol: Protocol, service: string): Refusal {
  if (service === 'organizations') {
    return new Refusal('TooManyRequestsException', 'AWS Organizations is throttling your requests.');
  }
  if (protocol === 'rest') return new Refusal('TooManyRequestsException', 'Too Many Requests', 429);
  return new Refusal(protocol === 'query' ? 'Throttling' : 'ThrottlingException', 'Rate exceeded');
}

export function operationUnknown(protocol: Protocol, operation: string): Refusal {
  if (protocol === 'query') {
    return new Refusal('InvalidAction', `Could not find operation ${operation} for this service`);
  }
  return new Refusal(
    'UnknownOperationException',
    'The operation is not known.',
    protocol === 'rest' ? 404 : 400,
  );
}

function codeOf(protocol: Protocol, name: string): string {
  return protocol === 'query' ? name : `${name}Exception`;
}

function statusOf(protocol: Protocol): number {
  return protocol === 'json' ? 400 : 403;
}

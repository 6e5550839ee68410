import { Refusal } from './refusal.ts';
import type { Received } from './signature.ts';
import { toXml } from './xml.ts';

/** AWS's older protocols: JSON 1.1 with a target, REST with JSON, form queries with XML responses. */
export type Protocol = 'json' | 'rest' | 'query';

/** A request before its signer is known. */
export interface Question {
  readonly protocol: Protocol;
  /** Absent if only the signature's scope names the service. */
  readonly service?: string;
  readonly operation: string;
  readonly input: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const targets: Readonly<Record<string, string>> = {
  StarlingDoveService: 'config',
  AWSOrganizationsV20161128: 'organizations',
};

export function protocolOf({ headers }: Received): Protocol {
  if (headers['x-amz-target'] !== undefined) return 'json';
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'query' : 'rest';
}

/** @throws Refusal for a request that cannot be read. */
export function readQuestion({ method, path, query, headers, body }: Received, protocol: Protocol): Question {
  const text = Buffer.from(body).toString();
  if (protocol === 'json') {
    const [prefix = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.');
    return { protocol, service: targets[prefix] ?? prefix, operation, input: readJson(text) };
  }
  if (protocol === 'query') {
    const { Action = '', ...input } = readForm(text);
    return { protocol, operation: String(Action), input };
  }
  const found = routes.find((route) => route.method === method && route.path.test(path));
  const [, id] = found?.path.exec(path) ?? [];
  return {
    protocol,
    operation: found?.operation ?? '',
    // Ids of detectors are not decoded: no id needs to be encoded in a path.
    input: { ...query, ...readJson(text), ...(id !== undefined && { detectorId: id }) },
  };
}

const routes = [
  { method: 'GET', path: /^\/detector$/, operation: 'ListDetectors' },
  { method: 'POST', path: /^\/listRegions$/, operation: 'ListRegions' },
  { method: 'GET', path: /^\/detector\/([^/]+)$/, operation: 'GetDetector' },
  { method: 'POST', path: /^\/detector\/([^/]+)\/findings$/, operation: 'ListFindings' },
  { method: 'POST', path: /^\/detector\/([^/]+)\/findings\/get$/, operation: 'GetFindings' },
  { method: 'POST', path: /^\/detector\/([^/]+)\/member\/get$/, operation: 'GetMembers' },
];

export function answerOf(protocol: Protocol, operation: string, output: object, requestId: string): Answer {
  if (protocol === 'query') {
    const body = `<${operation}Response><${operation}Result>${toXml(output)}</${operation}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
    return { status: 200, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
  }
  return {
    status: 200,
    headers: { 'content-type': jsonType(protocol), 'x-amzn-requestid': requestId },
    body: JSON.stringify(output),
  };
}

export function refusalOf(protocol: Protocol, refusal: Refusal, requestId: string): Answer {
  const { code, message, status, fields } = refusal;
  if (protocol === 'query') {
    const Type = status < 500 ? 'Sender' : 'Receiver';
    const error = { ErrorResponse: { Error: { Type, Code: code, Message: message }, RequestId: requestId } };
    return {
      status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: toXml(error),
    };
  }
  return {
    status,
    headers: { 'content-type': jsonType(protocol), 'x-amzn-requestid': requestId, 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message, ...fields }),
  };
}

function jsonType(protocol: Protocol): string {
  return protocol === 'json' ? 'application/x-amz-json-1.1' : 'application/json';
}

function readJson(text: string): object {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (value instanceof Object) return value;
  } catch {
    // Refused below, like every text that is not an object.
  }
  throw new Refusal('SerializationException', 'The request body is not a JSON object.');
}

/** `Filter.member.2=x` is the second item of a list. */
function readForm(text: string): Record<string, string | string[]> {
  const read: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const list = /^(\w+)\.member\.(\d+)$/.exec(name)?.[1];
    if (list === undefined) read[name] = value;
    else read[list] = [...(read[list] ?? []), value];
  }
  return read;
}

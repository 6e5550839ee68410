import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AccessKey } from './keyring.ts';

/** A request as received. */
export interface Received {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The content of an Authorization header. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `20260131` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;

/** Returns `undefined` for anything except Signature Version 4 in a header. */
export function readAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId, date, region, service, headers, signature] = form.exec(header) ?? [];
  if (!accessKeyId || !date || !region || !service || !headers || !signature) return undefined;
  return { accessKeyId, date, region, service, signedHeaders: headers.split(';'), signature };
}

/** Reads `20260131T235959Z`; returns `undefined` for other texts. */
export function readSigningDate(text: string | undefined): Date | undefined {
  const date = new Date(
    (text ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return Number.isNaN(date.getTime()) ? undefined : date;
}

export function writeSigningDate(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Signs the request again, with its signed headers and the received body. Returns whether the signatures are equal. */
export async function isSignedWith(
  { method, path, query, headers, body }: Received,
  { region, service, signedHeaders, signature }: Authorization,
  signingDate: Date,
  credentials: AccessKey & { readonly sessionToken?: string },
): Promise<boolean> {
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, applyChecksum: false });
  const signed = Object.fromEntries(signedHeaders.map((name) => [name, headers[name] ?? '']));
  // The signer uses the hash in this header, so it must be the hash of the body.
  if (signed['x-amz-content-sha256'] !== undefined) {
    const hash = new Sha256();
    hash.update(body);
    signed['x-amz-content-sha256'] = Buffer.from(await hash.digest()).toString('hex');
  }
  const again = await signer.sign(
    { method, path, query: { ...query }, headers: signed, body, protocol: 'http:', hostname: '127.0.0.1' },
    { signingDate, signableHeaders: new Set(signedHeaders) },
  );
  return readAuthorization(again.headers.authorization ?? '')?.signature === signature;
}

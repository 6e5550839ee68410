import { Problem } from '../../../domain/problems/problem.ts';

/**
 * An endpoint that credentials may be sent to: https anywhere, http on this machine only (the sandbox).
 * @throws Problem `aws-endpoint-invalid`
 */
export function safeEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const loopback = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.username || url?.password) throw endpointInvalid();
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)) return url.href;
  throw endpointInvalid();
}

/** The value is not repeated: a password may stand in it. */
function endpointInvalid(): Problem {
  return new Problem(
    'aws-endpoint-invalid',
    {
      en: 'The AWS endpoint is not an https:// address (http:// is accepted on this machine only).',
      ja: 'AWS のエンドポイントが https:// のアドレスではありません (http:// はこのマシン上でのみ使用できます)。',
    },
    {
      en: 'Mend AWS_ENDPOINT_URL or the setting of the endpoint, or remove it.',
      ja: 'AWS_ENDPOINT_URL またはエンドポイントの設定を修正するか、削除してください。',
    },
  );
}

import type { JiraKind, JiraOptions } from '../../daemon/sandbox/jira/server.ts';
import { account, openSandboxJira } from './sandbox-jira.ts';

/** Starts the sandbox's Jira of one kind, with the ways to ask it that a client of this kind has. The caller closes `jira`. */
export async function openKind(kind: JiraKind, options: Partial<JiraOptions> = {}) {
  const site = await openSandboxJira('simple', { ...options, kind });
  const { jira } = site;
  const isCloud = kind !== 'data-center';
  let root = jira.url;
  if (kind === 'scoped') {
    const { cloudId } = (await (await fetch(`${jira.url}/_edge/tenant_info`)).json()) as { cloudId: string };
    root = `${jira.gateway}/ex/jira/${cloudId}`;
  }
  const basic = Buffer.from(`${account.email}:${account.token}`).toString('base64');
  const Authorization = isCloud ? `Basic ${basic}` : `Bearer ${account.token}`;

  /** Sends one request to the REST API: POST if it has a body. `json`: undefined for anything but JSON. */
  async function ask(path: string, body?: object) {
    const response = await fetch(`${root}/rest/api/${isCloud ? 3 : 2}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { Authorization, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    const json = isJson && text !== '' ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  }

  return {
    ...site,
    ask,
    search: (jql: string, fields = ['key']) => ask(isCloud ? '/search/jql' : '/search', { jql, fields }),
    async keysOf(jql: string): Promise<string[]> {
      const { json } = await ask(isCloud ? '/search/jql' : '/search', {
        jql,
        fields: ['key'],
        maxResults: 1000,
      });
      return json.issues.map(({ key }: { key: string }) => key);
    },
  };
}

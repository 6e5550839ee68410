/**
 * Returns whether a token or the user may be sent to the address: https, or http on loopback for the sandbox and for the hosts
 * that this machine allows.
 * @param allowHttp `jira.example.com`, or with a port.
 */
export function isSite(text: string, allowHttp: readonly string[] = []): boolean {
  if (!URL.canParse(text.trim())) return false;
  const { protocol, hostname, host } = new URL(text.trim());
  if (protocol !== 'http:') return protocol === 'https:';
  const allowed = ['127.0.0.1', 'localhost', '[::1]', ...allowHttp.map((each) => each.trim().toLowerCase())];
  return allowed.includes(hostname) || allowed.includes(host);
}

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const authority = path.resolve(import.meta.dirname, '../../support/authority.pem');
const network = path.resolve(import.meta.dirname, '../../../daemon/base/network.ts');

/** Whether a process with this environment trusts the company's authority, once it uses the network of it. */
async function trusts(env: Record<string, string>): Promise<boolean> {
  const script = `
    import { readFileSync } from 'node:fs';
    import tls from 'node:tls';
    import { useNetworkOf } from ${JSON.stringify(network)};
    useNetworkOf(process.env);
    const pem = readFileSync(${JSON.stringify(authority)}, 'utf8').replace(/\\s/g, '');
    console.log(tls.getCACertificates('default').some((known) => known.replace(/\\s/g, '') === pem));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    { env: { PATH: process.env.PATH, ...env } },
  );
  return stdout.trim() === 'true';
}

describe("a company's own authority", () => {
  it('is trusted where the operating system does and VS Code says to', async () => {
    expect(await trusts({ SSL_CERT_FILE: authority, GUARDRAIL_USE_SYSTEM_CA: '1' })).toBe(true);
    expect(await trusts({ SSL_CERT_FILE: authority })).toBe(false);
  });

  it("is trusted where Node's own variable names it, which the daemon inherits", async () => {
    expect(await trusts({ NODE_EXTRA_CA_CERTS: authority })).toBe(true);
    expect(await trusts({})).toBe(false);
  });
});

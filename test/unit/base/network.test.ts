import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const authority = path.resolve(import.meta.dirname, '../../support/authority.pem');
const network = path.resolve(import.meta.dirname, '../../../daemon/base/network.ts');

/** Resolves to whether a process that uses the network of this environment trusts the company's authority. */
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

describe("a company's own certificate authority", () => {
  it('is trusted if the operating system trusts it and VS Code uses the certificates of the system', async () => {
    expect(await trusts({ SSL_CERT_FILE: authority, GUARDRAIL_USE_SYSTEM_CA: '1' })).toBe(true);
    expect(await trusts({ SSL_CERT_FILE: authority })).toBe(false);
  });

  it("is trusted if Node's own variable names it, which the daemon inherits", async () => {
    expect(await trusts({ NODE_EXTRA_CA_CERTS: authority })).toBe(true);
    expect(await trusts({})).toBe(false);
  });
});

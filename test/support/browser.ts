import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Debian packages, each with a file that it contains. Without the font, Japanese is shown as boxes. */
const packages = {
  chromium: '/usr/bin/chromium',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
};
/** Flags with which headless Chromium runs as root and sends nothing to its vendor. */
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...[
    '--disable-component-update',
    '--disable-sync',
    '--force-color-profile=srgb',
    '--font-render-hinting=none',
  ],
];

/**
 * Starts headless Chromium. GUARDRAIL_CHROMIUM names another one than the system's. If Chromium is missing on Debian and this
 * process is root, it is installed.
 */
export async function launchBrowser(): Promise<Browser> {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) installMissing();
  const executablePath = [process.env.GUARDRAIL_CHROMIUM ?? '', ...browsers].find((file) => existsSync(file));
  if (executablePath === undefined) {
    throw new Error(
      'The tests need Chromium: "apt-get install chromium", or name one with GUARDRAIL_CHROMIUM.',
    );
  }
  return chromium.launch({ executablePath, args: flags });
}

function installMissing(): void {
  const missing = Object.entries(packages).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(', ')} …`);
  const apt = (...words: string[]) =>
    execFileSync('apt-get', ['-qq', ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...missing);
}

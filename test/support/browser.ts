import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** The one without a window of its own comes first: it takes half the processor time of the others. */
const browsers = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/** Debian packages, each with the files of which it brings one. Without the font, Japanese is shown as boxes. */
const packages = {
  'chromium-headless-shell': browsers,
  'fonts-noto-cjk': ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
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

/** Starts headless Chromium. GUARDRAIL_CHROMIUM names another one than the system's. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

let shared: Promise<Browser> | undefined;

/** Resolves to the browser of this process, with which it ends. A caller closes the pages that it opened. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  return shared;
}

async function launchOptions(): Promise<{ executablePath: string; args: string[] }> {
  await installBrowser();
  const executablePath = [process.env.GUARDRAIL_CHROMIUM ?? '', ...browsers].find((file) => existsSync(file));
  if (executablePath === undefined) {
    throw new Error(
      'The tests need Chromium: "apt-get install chromium-headless-shell", or name one with GUARDRAIL_CHROMIUM.',
    );
  }
  return { executablePath, args: flags };
}

/** Installs Chromium if it is missing on Debian and this process is root. */
export function installBrowser(): Promise<void> {
  installing ??= installMissing();
  return installing;
}

let installing: Promise<void> | undefined;

async function installMissing(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const missing = Object.entries(packages).flatMap(([name, files]) => (files.some(existsSync) ? [] : [name]));
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(', ')} …`);
  const apt = (...words: string[]) =>
    promisify(execFile)('apt-get', ['-qq', ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', ...missing);
}

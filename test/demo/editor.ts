/** An editor on the sample workspace, with the packaged extension and the sandbox. It runs until Ctrl+C. */
import { createCleanup } from '../support/cleanup.ts';
import { startOrganization } from '../support/organization.ts';
import { installExtension } from '../support/vscode/package.ts';
import { startVsCode } from '../support/vscode/server.ts';

const cleanup = createCleanup();
const interrupted = new Promise<void>((resolve) => {
  process.once('SIGINT', () => resolve());
  process.once('SIGTERM', () => resolve());
});
const locale = /^ja/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
  ? 'ja'
  : 'en';
try {
  const organization = await startOrganization(undefined, ['--reviewer']);
  cleanup.add(() => organization.stop());
  const vsCode = await startVsCode({
    extensions: await installExtension(cleanup.folder('package')),
    env: organization.env,
    locale,
  });
  cleanup.add(() => vsCode.stop());
  const url = vsCode.windowUrl(organization.workspace);
  console.log(
    locale === 'ja'
      ? `ブラウザーで開いてください（終了は Ctrl+C）:\n${url}`
      : `Open this in a browser; Ctrl+C ends it:\n${url}`,
  );
  await interrupted;
} finally {
  await cleanup.run();
}

import { expect, it } from 'vitest';
import { startProxy } from '../support/proxy.ts';
import { setStage } from './stage.ts';

it("the daemon reads AWS and Jira through the editor's proxy", async () => {
  const proxy = await startProxy();
  const none = {
    HTTP_PROXY: undefined,
    HTTPS_PROXY: undefined,
    http_proxy: undefined,
    https_proxy: undefined,
  };
  const stage = await setStage({
    settings: { 'http.proxy': proxy.url },
    env: { ...none, NO_PROXY: undefined, no_proxy: undefined },
  });
  try {
    const window = await stage.openWindow();
    await window.openView('Guardrail');
    await window.row(/^To Do\d/).waitFor();
    const { aws, jira } = stage.organization.hello;
    expect([...proxy.seen]).toEqual(expect.arrayContaining([new URL(aws).host, new URL(jira).host]));
    await window.close();
  } finally {
    await stage.close();
    proxy.close();
  }
});

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
    env: {
      ...none,
      NO_PROXY: undefined,
      no_proxy: undefined,
      // These hosts do not exist: the test checks which proxy gets the requests for them.
      AWS_ENDPOINT_URL: 'https://aws.guardrail.invalid',
      GUARDRAIL_JIRA_SITE: 'https://jira.guardrail.invalid',
    },
  });
  try {
    const window = await stage.openWindow();
    await expect
      .poll(() => [...proxy.seen])
      .toEqual(expect.arrayContaining(['aws.guardrail.invalid:443', 'jira.guardrail.invalid:443']));
    await window.close();
  } finally {
    await stage.close();
    proxy.close();
  }
});

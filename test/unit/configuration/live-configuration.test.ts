import { describe, expect, it } from 'vitest';
import { createLiveConfiguration } from '../../../daemon/configuration/live-configuration.ts';

describe('a window that signs out of Jira', () => {
  const site = 'https://acme.atlassian.net';
  const given = { site, email: 'aki@example.com', token: 'secret', tokenSite: site };
  const [window, other] = [{}, {}];

  /** Returns the source of the token that is in use after one of two windows has signed out. */
  function tokenAfter(ofOther: Partial<typeof given>, env = {}) {
    const live = createLiveConfiguration(env, () => ({}));
    live.take(other, { jira: { ...given, ...ofOther } });
    live.take(window, { jira: given });
    live.signOut(window);
    return live.jira().token?.source;
  }

  it('signs out the other windows that have the same token: it is one secret of the editor', () => {
    expect(tokenAfter({})).toBeUndefined();
    expect(tokenAfter({ site: `${site}/`, tokenSite: `${site}/` })).toBeUndefined();
  });

  it('leaves a window signed in that has another token', () => {
    expect(tokenAfter({ token: 'another secret' })).toBe('editor');
  });

  it('leaves a window signed in whose token is for another site', () => {
    const elsewhere = 'https://other.atlassian.net';
    const live = createLiveConfiguration({}, () => ({}));
    live.take(window, { jira: given, since: { 'jira.site': 1 } });
    const jira = { ...given, site: elsewhere, tokenSite: elsewhere };
    live.take(other, { jira, since: { 'jira.site': 2 } });
    live.signOut(window);
    expect(live.current().jira).toMatchObject({ site: elsewhere, token: 'secret' });
  });

  it('leaves the token of the environment', () => {
    expect(tokenAfter({}, { GUARDRAIL_JIRA_SITE: site, GUARDRAIL_JIRA_TOKEN: 'secret' })).toBe('environment');
  });

  it('without a token of its own signs out no other window', () => {
    const live = createLiveConfiguration({}, () => ({}));
    live.take(other, { jira: given });
    live.take(window, { jira: { site } });
    live.signOut(window);
    expect(live.jira().token?.source).toBe('editor');
  });
});

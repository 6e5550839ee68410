import { describe, expect, it } from 'vitest';
import { parseConfigurationFile } from '../../../daemon/configuration/configuration-file.ts';
import { searchedProject } from '../../../daemon/configuration/jira-project.ts';
import { createLiveConfiguration } from '../../../daemon/configuration/live-configuration.ts';

const signedIn = {
  GUARDRAIL_JIRA_SITE: 'https://acme.atlassian.net',
  GUARDRAIL_JIRA_EMAIL: 'a@b.c',
  GUARDRAIL_JIRA_TOKEN: 'secret',
};
const inUse = (env: Record<string, string>, file = '') =>
  createLiveConfiguration(env, () => parseConfigurationFile('/etc/guardrail.yaml', file));
const codes = (configuration: ReturnType<typeof inUse>) => configuration.warnings().map(({ code }) => code);

describe('the Jira project', () => {
  it('is asked for while a user is signed in and no project is set, but it is not required', () => {
    const configuration = inUse({ ...signedIn, GUARDRAIL_TEAM: 'payments' });
    expect(codes(configuration)).toEqual(['jira-project-missing']);
    expect(configuration.missing()).toEqual([]);
    expect(codes(inUse({ GUARDRAIL_JIRA_SITE: signedIn.GUARDRAIL_JIRA_SITE }))).toEqual([]);
  });

  it.each([
    ['the environment', inUse({ ...signedIn, GUARDRAIL_JIRA_PROJECT: '*' }), 'environment'],
    ['the file', inUse(signedIn, "jira: {project: ' * '}"), 'file'],
  ])('may be all tickets, chosen in %s, without a warning', (_who, configuration, source) => {
    expect(codes(configuration)).toEqual([]);
    expect(configuration.jira().project).toEqual({ value: '*', source });
    expect(searchedProject(configuration.current().jira?.project)).toBeUndefined();
  });

  it('is searched by its key', () => {
    expect(searchedProject('PAY')).toBe('PAY');
    expect(codes(inUse({ ...signedIn, GUARDRAIL_JIRA_PROJECT: 'PAY' }))).toEqual([]);
  });

  it('may be chosen in a window, also as all tickets', () => {
    const configuration = inUse(signedIn);
    configuration.take({}, { jira: { project: '*' } });
    expect(codes(configuration)).toEqual([]);
    expect(configuration.jira().project).toEqual({ value: '*', source: 'editor' });
  });
});

import { describe, expect, it } from 'vitest';
import { parseConfigurationFile } from '../../../daemon/configuration/configuration-file.ts';
import { selectionOf } from '../../../daemon/configuration/jira-project.ts';
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
    expect(selectionOf(configuration.current().jira ?? {})).toEqual({});
  });

  it('is searched by its key', () => {
    expect(selectionOf({ project: 'PAY' })).toEqual({ projects: ['PAY'] });
    expect(codes(inUse({ ...signedIn, GUARDRAIL_JIRA_PROJECT: 'PAY' }))).toEqual([]);
  });

  it('may be several, in the environment or a setting separated by commas, in the file as a list', () => {
    const both = { projects: ['PAY', 'SHOP'] };
    const selected = (env: Record<string, string>, file = '') =>
      selectionOf(inUse({ ...signedIn, ...env }, file).current().jira ?? {});
    expect(selected({ GUARDRAIL_JIRA_PROJECT: ' PAY,SHOP ,, PAY' })).toEqual(both);
    expect(selected({}, 'jira: {projects: [PAY, SHOP]}')).toEqual(both);
    expect(selected({}, 'jira: {project: PAY, projects: [SHOP]}')).toEqual(both);
    expect(selected({ GUARDRAIL_JIRA_PROJECT: 'OPS' }, 'jira: {projects: [PAY, SHOP]}')).toEqual({
      projects: ['OPS'],
    });
    expect(selected({ GUARDRAIL_JIRA_PROJECT: 'PAY, *' })).toEqual({});
  });

  it('may be chosen in a window, also as all tickets', () => {
    const configuration = inUse(signedIn);
    configuration.take({}, { jira: { project: '*' } });
    expect(codes(configuration)).toEqual([]);
    expect(configuration.jira().project).toEqual({ value: '*', source: 'editor' });
  });
});

describe('the team’s own JQL', () => {
  it('chooses tickets without a project, and restricts those of the projects', () => {
    const configuration = inUse(signedIn, 'jira: {jql: "component = security ORDER BY created DESC"}');
    expect(codes(configuration)).toEqual([]);
    expect(selectionOf(configuration.current().jira ?? {})).toEqual({ jql: 'component = security' });
  });

  it('is refused with its key if it is not one condition', () => {
    const file = 'jira: {jql: "a = 1) OR (b = 2"}';
    expect(() => parseConfigurationFile('/etc/guardrail.yaml', file)).toThrow(
      expect.objectContaining({
        code: 'configuration-invalid',
        facts: expect.objectContaining({ key: 'jira.jql', expected: 'jql' }),
      }),
    );
  });
});

describe('the age of done tickets', () => {
  it.each([
    ['doneDays: 90', { doneDays: 90 }],
    ['doneDays: 0', {}],
    ['language: ja', {}],
  ])('%s', (line, selection) => {
    expect(selectionOf(inUse(signedIn, `jira: {${line}}`).current().jira ?? {})).toEqual(selection);
  });

  it.each(['-1', '1.5', '"90"'])('cannot be %s', (days) => {
    expect(() => parseConfigurationFile('/etc/guardrail.yaml', `jira: {doneDays: ${days}}`)).toThrow(
      'configuration-invalid',
    );
  });
});

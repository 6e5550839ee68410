import { describe, expect, it } from 'vitest';
import { configurationFrom } from '../../../daemon/configuration/configuration.ts';
import { parseConfigurationFile } from '../../../daemon/configuration/configuration-file.ts';
import { Problem } from '../../../daemon/domain/problems/problem.ts';
import { sayProblem } from '../../../daemon/server/texts/say.ts';

const parse = (text: string) => parseConfigurationFile('/etc/guardrail.yaml', text);

describe('the configuration', () => {
  it('takes each value from the environment, else from the settings, else from the file', () => {
    const file = parse(
      'team: file-team\njira: {site: https://file.atlassian.net, project: FILE}\naws: {profile: file}',
    );
    const settings = { team: 'settings-team', jira: { project: 'SET', token: 'from-secret-storage' } };
    const configuration = configurationFrom(
      { GUARDRAIL_TEAM: 'env-team', GUARDRAIL_JIRA_EMAIL: 'a@b.c' },
      settings,
      file,
    );
    expect(configuration.team?.team).toBe('env-team');
    expect(configuration.jira).toEqual({
      site: 'https://file.atlassian.net',
      project: 'SET',
      email: 'a@b.c',
      token: 'from-secret-storage',
    });
    expect(configuration.aws).toEqual({ profile: 'file' });
  });

  it.each([
    'https://ACME.atlassian.net/',
    'https://acme.atlassian.net//',
    'HTTPS://acme.atlassian.net:443///',
    ' https://acme.atlassian.net/ ',
  ])('normalizes the address of a site: %j', (written) => {
    const site = 'https://acme.atlassian.net';
    expect(configurationFrom({ GUARDRAIL_JIRA_SITE: written }, {}, {}).jira?.site).toBe(site);
    expect(configurationFrom({}, { jira: { site: written } }, {}).jira?.site).toBe(site);
    expect(configurationFrom({}, {}, parse(`jira: {site: '${written}'}`)).jira?.site).toBe(site);
    const settings = { jira: { site: written, token: 'typed' } };
    expect(configurationFrom({ GUARDRAIL_JIRA_SITE: site }, settings, {}).jira?.token).toBe('typed');
  });

  it('treats an empty variable as absent', () => {
    expect(configurationFrom({ GUARDRAIL_TEAM: ' ' }, { team: 'payments' }, {}).team?.team).toBe('payments');
  });

  it('reads the accounts of the developer’s access', () => {
    const file = parse(`
team: payments
regions: [eu-west-1, us-gov-west-1]
accounts:
  - {id: "123456789012", profile: payments-prod}
  - {id: "210987654321", role: "arn:aws:iam::210987654321:role/Guardrail"}
jira: {statuses: {review: [レビュー待ち]}}`);
    const configuration = configurationFrom({}, {}, file);
    expect(configuration.team?.accounts).toHaveLength(2);
    expect(configuration.statuses.review).toEqual(['レビュー待ち']);
  });

  it('names each account and each region once, in the order of the file', () => {
    const file = parse(`
team: payments
regions: [eu-west-1, eu-north-1, eu-west-1]
accounts:
  - {id: "210987654321", profile: data, regions: [us-east-1, us-east-1]}
  - {id: "123456789012", profile: payments}
  - {id: "210987654321", profile: other, regions: [us-west-2, us-east-1]}
  - {id: "123456789012", regions: [us-east-1]}`);
    expect(configurationFrom({}, {}, file).team).toEqual({
      team: 'payments',
      regions: ['eu-west-1', 'eu-north-1'],
      accounts: [
        { id: '210987654321', profile: 'data', regions: ['us-east-1', 'us-west-2'] },
        { id: '123456789012', profile: 'payments', regions: ['eu-west-1', 'eu-north-1', 'us-east-1'] },
      ],
    });
  });

  it('reads an account in every region that is enabled if one of its entries says so', () => {
    const accounts = 'accounts: [{id: "210987654321", regions: [us-east-1]}, {id: "210987654321"}]';
    const configuration = configurationFrom({}, {}, parse(`team: payments\n${accounts}`));
    expect(configuration.team?.accounts).toEqual([{ id: '210987654321' }]);
  });

  it.each([
    'eusc-de-east-1',
    'cn-northwest-1',
    'us-gov-east-1',
    'us-isob-east-1',
    'ap-southeast-7',
    'mx-central-1',
  ])('accepts the regions and roles of every partition: %s', (region) => {
    const role = 'arn:aws-eusc:iam::210987654321:role/Guardrail';
    const text = `regions: [${region}]\naws: {region: ${region}}\naccounts: [{id: "210987654321", role: "${role}"}]`;
    expect(parse(text)).toMatchObject({ regions: [region], aws: { region }, accounts: [{ role }] });
  });

  it.each(['en', 'ja'] as const)('may name the language of comments in Jira: %s', (language) => {
    const file = parse(`jira: {site: https://acme.atlassian.net, language: ${language}}`);
    expect(configurationFrom({}, {}, file).jira).toMatchObject({ language });
  });

  it('may have a pattern for tickets', () => {
    const ticketPattern = 'Check (?<rule>[\\w-]+)';
    const file = parse(`jira: {site: https://acme.atlassian.net, ticketPattern: '${ticketPattern}'}`);
    expect(configurationFrom({}, {}, file).jira).toMatchObject({ ticketPattern });
  });

  it.each([
    ['team: [', { reason: 'not-yaml' }, /configuration .*guardrail\.yaml cannot be used/],
    ['teams: payments', { key: '', expected: 'known-keys', unknown: ['teams'] }, /teams/],
    ['accounts: [{id: 123456789012}]', { key: 'accounts.0.id', expected: 'account' }, /in quotes/],
    ['accounts: [{id: "12"}]', { key: 'accounts.0.id', expected: 'account' }, /12 digits/],
    [
      'regions: ["evil.example/-1"]',
      { key: 'regions.0', expected: 'region' },
      /regions\.0: a region looks like/,
    ],
    ['regions: [somewhere]', { key: 'regions.0', expected: 'region' }, /regions\.0: a region looks like/],
    ['jira: {token: abc}', { key: 'jira', expected: 'known-keys', unknown: ['token'] }, /jira/],
    ['jira: {language: fr}', { key: 'jira.language', expected: 'one-of', values: ['en', 'ja'] }, /en, ja/],
    [
      "jira: {ticketPattern: '(?<rule>a)(?=b)'}",
      { key: 'jira.ticketPattern', expected: 'pattern' },
      /without references, lookahead/,
    ],
    ["jira: {ticketPattern: 'a'}", { key: 'jira.ticketPattern', expected: 'pattern' }, /groups account/],
    ['pollMinutes: 0', { key: 'pollMinutes', expected: 'at-least', limit: 1 }, /at least 1/],
    ['regions: []', { key: 'regions', expected: 'not-empty' }, /not be empty/],
    ['- a\n- b', { key: '', expected: 'type', type: 'object' }, /\(top\)/],
  ])('names the error in %j', (text, facts, sentence) => {
    const problem = problemOf(() => parse(text));
    expect(problem).toMatchObject({ code: 'configuration-invalid', facts });
    expect(sayProblem(problem, 'en')).toMatch(sentence);
    expect(sayProblem(problem, 'ja')).toMatch(/[ぁ-ん].*configuration\.md/);
  });
});

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('expected a Problem');
}

describe('a token that was typed in the editor', () => {
  const settings = { jira: { site: 'https://acme.atlassian.net', email: 'a@example.com', token: 'typed' } };

  it('is for the editor’s site', () => {
    const env = { GUARDRAIL_JIRA_SITE: 'https://ACME.atlassian.net/' };

    expect(configurationFrom({}, settings, {}).jira?.token).toBe('typed');
    expect(configurationFrom(env, settings, {}).jira?.token).toBe('typed');
  });

  it('is not sent to another site that an environment names', () => {
    const env = { GUARDRAIL_JIRA_SITE: 'https://evil.example' };

    expect(configurationFrom(env, settings, {}).jira).toEqual({
      site: 'https://evil.example',
      email: 'a@example.com',
    });
  });
});

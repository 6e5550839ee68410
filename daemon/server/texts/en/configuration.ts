import type { ProxyFault } from '../../../base/proxy-address.ts';
import type { ConfigurationProblems } from '../../../domain/problems/configuration.ts';
import { withoutFullStop } from '../parts.ts';
import type { ProblemTexts } from '../texts.ts';
import { expected } from './expected-value.ts';
import { restartInEnvironment } from './restart.ts';

export const configurationProblems: Pick<ProblemTexts, keyof ConfigurationProblems> = {
  'team-missing': () => ({
    what: 'No team is configured.',
    next: 'Run "Guardrail: Choose Team…" in the editor, or name your OU in GUARDRAIL_TEAM.',
  }),
  'jira-missing': () => ({
    what: 'No Jira site is configured, so tickets are unknown.',
    next: 'Set "guardrail.jira.site" or GUARDRAIL_JIRA_SITE.',
  }),
  'jira-signed-out': () => ({
    what: 'You are not signed in to Jira, so tickets are not read.',
    next: 'Run "Guardrail: Sign In to Jira", or set GUARDRAIL_JIRA_EMAIL and GUARDRAIL_JIRA_TOKEN.',
  }),
  'jira-project-missing': () => ({
    what: "No Jira project is set, so only tickets of the team's own findings are shown.",
    next: 'Run "Guardrail: Choose Jira Project…", or set GUARDRAIL_JIRA_PROJECT ("*": tickets of every team).',
  }),
  'settings-differ': ({ differences }) => ({
    what: `Open windows have different settings: ${differences
      .map(
        ({ name, used, others }) =>
          `"${name}" is "${used}" in use, "${others.join('", "')}" in another window`,
      )
      .join('; ')}.`,
    next: 'Make the settings of these windows equal, or close one of them.',
  }),
  'proxy-unusable': ({ setting, fault }) => ({
    what: `The proxy in ${proxySetting(setting)} cannot be used: ${proxyFault(fault)}.`,
    next: `Set it to ${fault === 'script' ? 'the proxy that the script chooses: ' : ''}http://HOST:PORT or https://HOST:PORT. ${
      fault === 'malformed'
        ? 'Encode special characters of the user name and the password, such as # as %23. '
        : ''
    }Then ${setting === 'http.proxy' ? 'run "Guardrail: Restart Daemon".' : restartInEnvironment}`,
  }),
  'configuration-missing': ({ file }) => ({
    what: `The configuration ${file} cannot be read.`,
    next: 'Check that the file exists and that you may read it.',
  }),
  'configuration-not-added': ({ file }) => ({
    what: `No accounts were added to ${file}: it has errors, it already lists accounts, or nothing can be added at its end.`,
    next: 'Open the file and add them there.',
  }),
  'configuration-invalid': (facts) => ({
    what: `The configuration ${facts.file} cannot be used: ${
      facts.reason === 'not-yaml'
        ? `it is not valid YAML ("${withoutFullStop(facts.said)}")`
        : `${facts.key || '(top)'}: ${expected(facts)}`
    }.`,
    next: 'Fix it and refresh. docs/configuration.md lists every key.',
  }),
};

function proxySetting(setting: string): string {
  return setting === 'http.proxy' ? 'the setting "http.proxy" of the editor' : setting;
}

function proxyFault(fault: ProxyFault): string {
  switch (fault) {
    case 'no-scheme':
      return 'its address does not begin with http:// or https://';
    case 'socks':
      return 'Guardrail does not support SOCKS proxies';
    case 'script':
      return 'Guardrail does not support PAC scripts';
    case 'other-scheme':
      return 'Guardrail supports http:// and https:// proxies only';
    case 'malformed':
      return 'its address is not a valid URL';
  }
}

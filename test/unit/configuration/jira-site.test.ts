import { expect, it } from 'vitest';
import { configurationFrom, plainSite } from '../../../daemon/configuration/configuration.ts';
import { parseConfigurationFile } from '../../../daemon/configuration/configuration-file.ts';
import { mergeSettings } from '../../../daemon/configuration/merge-window-settings.ts';

it('a context path keeps its case, and the rest of the address does not matter', () => {
  expect(plainSite('HTTPS://Jira.Example.com:443/Team/jira/')).toBe('https://jira.example.com/Team/jira');
  expect(plainSite('Acme.atlassian.net')).toBe('acme.atlassian.net');
});

it('hosts with http come from the machine’s settings and from the user’s file', () => {
  const file = parseConfigurationFile('config.yaml', 'jira: { allowHttp: [b.example] }');
  const settings = { jira: { site: 'http://a.example/jira', token: 'secret', allowHttp: ['a.example'] } };
  const { jira } = configurationFrom({}, settings, file);
  expect(jira).toMatchObject({ token: 'secret', allowHttp: ['a.example', 'b.example'] });
  expect(configurationFrom({ GUARDRAIL_JIRA_SITE: 'https://a.example' }, {}, {}).jira).toEqual({
    site: 'https://a.example',
  });
});

it('a window that left allows no host any more', () => {
  const window = (host: string, open: boolean) => ({
    settings: { jira: { allowHttp: [host] } },
    since: {},
    open,
  });
  const merged = mergeSettings(
    [window('b.example', true), window('a.example', true), window('c.example', false)],
    {
      environment: {},
      file: {},
    },
  );
  expect(merged.jira?.allowHttp).toEqual(['a.example', 'b.example']);
});

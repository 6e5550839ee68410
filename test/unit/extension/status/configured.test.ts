import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isConfigured } from '../../../../extension/status/configured.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

describe('whether anything is configured', () => {
  let cleanup: Cleanup;
  let configDir: string;
  beforeEach(() => {
    cleanup = createCleanup();
    configDir = cleanup.folder('configuration');
  });
  afterEach(() => cleanup.run());
  const nothing = { env: {}, settings: { jira: {}, aws: {}, since: {} } };
  const given = (sources: object) => isConfigured({ ...nothing, ...sources, paths: { configDir } });

  it('is no for a user who has only AWS and a folder for Guardrail', () => {
    const env = {
      AWS_PROFILE: 'dev',
      AWS_REGION: 'eu-west-1',
      GUARDRAIL_STATE_DIR: '/state',
      GUARDRAIL_NODE: 'node',
    };
    expect(given({ env })).toBe(false);
    expect(given({ env: { GUARDRAIL_TEAM: ' ' } })).toBe(false);
    mkdirSync(path.join(configDir, 'other'));
    expect(given({})).toBe(false);
  });

  it.each(['TEAM', 'JIRA_SITE', 'JIRA_EMAIL', 'JIRA_TOKEN', 'JIRA_PROJECT'])(
    'is yes with GUARDRAIL_%s',
    (name) => {
      expect(given({ env: { [`GUARDRAIL_${name}`]: 'x' } })).toBe(true);
    },
  );

  it.each([
    ['a team', { team: 'payments' }],
    ['an AWS profile', { aws: { profile: 'dev' } }],
    ['an AWS region', { aws: { region: 'eu-west-1' } }],
    ['a Jira site', { jira: { site: 'https://example.atlassian.net' } }],
    ['a stored token', { jira: { token: 'x', tokenSite: 'https://example.atlassian.net' } }],
  ])('is yes with %s in this editor', (_, settings) => {
    expect(given({ settings: { ...nothing.settings, ...settings } })).toBe(true);
  });

  it('is yes with a configuration file, also one that cannot be used', () => {
    writeFileSync(path.join(configDir, 'config.yaml'), 'team: [');
    expect(given({})).toBe(true);
  });
});

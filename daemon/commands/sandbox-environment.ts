import path from 'node:path';
import type { Environment } from '../configuration/configuration.ts';
import type { SandboxHello } from '../sandbox/sandbox.ts';

/** Returns the environment in which every command and the daemon talk to the sandbox. */
export function environmentOf(hello: SandboxHello): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: hello.aws,
    AWS_ACCESS_KEY_ID: hello.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: hello.credentials.secretAccessKey,
    AWS_REGION: hello.region,
    GUARDRAIL_TEAM: hello.team,
    GUARDRAIL_JIRA_SITE: hello.jira,
    GUARDRAIL_JIRA_EMAIL: hello.jiraAuth.email,
    GUARDRAIL_JIRA_TOKEN: hello.jiraAuth.token,
    GUARDRAIL_JIRA_PROJECT: hello.project,
  };
}

/**
 * Returns the environment without the user's own profile, session, proxy, configuration and state.
 * @param folder Replaces the folders of the user's configuration.
 */
export function withoutOwnSettings(env: Environment, folder: string): Environment {
  const foreign = /^(AWS_|GUARDRAIL_(?!NODE$))|^(HTTPS?|ALL)_PROXY$/i;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name))),
    AWS_CONFIG_FILE: path.join(folder, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'aws-credentials'),
    GUARDRAIL_STATE_DIR: path.join(folder, 'state'),
    XDG_CONFIG_HOME: folder,
    APPDATA: folder,
  };
}

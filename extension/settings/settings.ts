import { workspace } from 'vscode';
import type { Settings } from '#protocol/settings.ts';
import type { Excluded } from '#protocol/templates.ts';
import { textSetting, textsSetting } from './read-setting.ts';
import type { SettingsHistory } from './settings-history.ts';

/** A token with the site that it was typed for. */
export interface TokenOfSite {
  readonly site: string;
  readonly token: string;
}

/**
 * Returns the machine's settings in the protocol's shape. All are of machine scope in `package.json`: a workspace cannot
 * choose a host, a profile or an account.
 */
export function machineSettings(kept: TokenOfSite | undefined, history: SettingsHistory): Settings {
  const settings = workspace.getConfiguration('guardrail');
  const text = (name: string) => textSetting(settings, name) || undefined;
  const given = (entries: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  const names = ['jira.site', 'jira.email', 'jira.project', 'aws.profile', 'aws.region', 'aws.endpoint'];
  const values = Object.fromEntries(['team', ...names].map((name) => [name, text(name)]));
  return {
    ...given({ team: values.team }),
    jira: {
      ...given({
        site: values['jira.site'],
        email: values['jira.email'],
        project: values['jira.project'],
        token: kept?.token,
        tokenSite: kept?.site,
      }),
      ...(allowedHttp().length > 0 && { allowHttp: allowedHttp() }),
    },
    aws: given({
      profile: values['aws.profile'],
      region: values['aws.region'],
      endpoint: values['aws.endpoint'],
    }),
    since: history.since({ ...values, 'jira.token': kept?.token }, Date.now()),
  };
}

/** Returns the Jira site of the settings; empty if they name none. */
export function jiraSite(): string {
  return textSetting(workspace.getConfiguration('guardrail'), 'jira.site');
}

/** Returns the hosts for which this machine allows http. */
export function allowedHttp(): string[] {
  return textsSetting(workspace.getConfiguration('guardrail'), 'jira.allowHttp');
}

/** Returns the globs that each folder of this window hides: the daemon reads nothing that the editor does not show. */
export function excludedFolders(): Excluded[] {
  return (workspace.workspaceFolders ?? []).map(({ uri }) => {
    const globs = workspace.getConfiguration('files', uri).get<Record<string, unknown>>('exclude') ?? {};
    // A glob may be switched off, or depend on sibling files: then it hides no template.
    return { folder: uri.toString(), globs: Object.keys(globs).filter((glob) => globs[glob] === true) };
  });
}

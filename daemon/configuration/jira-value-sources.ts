import type { JiraInUse, SettingSource } from '#protocol/account.ts';
import type { Settings } from '#protocol/settings.ts';
import { defined, type JiraSettings } from './configuration.ts';

/**
 * Returns the values in use for Jira, each with its source. Without a site no other value is in use, although
 * one may be given.
 */
export function jiraValueSources(
  used: JiraSettings | undefined,
  { environment, editor, file }: Readonly<Record<SettingSource, Settings>>,
): JiraInUse {
  const sourceOf = (name: 'site' | 'email' | 'project' | 'token'): SettingSource | undefined => {
    if (environment.jira?.[name] !== undefined) return 'environment';
    if (editor.jira?.[name] !== undefined) return 'editor';
    return file.jira?.[name] === undefined ? undefined : 'file';
  };
  const given = (name: 'site' | 'email' | 'project') => {
    const source = sourceOf(name);
    const value = used?.[name] ?? (source && { environment, editor, file }[source].jira?.[name]);
    return source === undefined || value === undefined ? undefined : { value, source };
  };
  const token = sourceOf('token');
  return defined({
    site: given('site'),
    email: given('email'),
    project: given('project'),
    token: token && { source: token },
  });
}

import { workspace } from 'vscode';
import type { Excluded, Settings } from '#protocol/messages.ts';

/**
 * The machine's settings, in the shape that the daemon takes. All are of machine scope in `package.json`: a
 * workspace cannot choose a host, a profile or an account.
 */
export function machineSettings(tokenFor: (site: string | undefined) => string | undefined): Settings {
  const settings = workspace.getConfiguration('guardrail');
  const text = (name: string) => {
    const value = settings.get<string>(name)?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  const given = (entries: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  return {
    ...given({ team: text('team') }),
    jira: given({
      site: text('jira.site'),
      email: text('jira.email'),
      project: text('jira.project'),
      token: tokenFor(text('jira.site')),
    }),
    aws: given({ profile: text('aws.profile'), region: text('aws.region'), endpoint: text('aws.endpoint') }),
  };
}

/** What each folder of this window hides: where the editor shows nothing, nothing is read. */
export function excludedFolders(): Excluded[] {
  return (workspace.workspaceFolders ?? []).map(({ uri }) => {
    const globs = workspace.getConfiguration('files', uri).get<Record<string, unknown>>('exclude') ?? {};
    // A glob may be off, or depend on files beside: then it hides no template.
    return { folder: uri.toString(), globs: Object.keys(globs).filter((glob) => globs[glob] === true) };
  });
}

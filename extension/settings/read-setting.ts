import type { WorkspaceConfiguration } from 'vscode';

/**
 * Returns a setting without blanks around it; empty if it is no text. VS Code underlines a value of another type, and returns it as
 * it is.
 */
export function textSetting(settings: WorkspaceConfiguration, name: string): string {
  const value = settings.get<unknown>(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Returns the texts of a setting that is a list; none if it is no list. */
export function textsSetting(settings: WorkspaceConfiguration, name: string): string[] {
  const value = settings.get<unknown>(name);
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string' && each.trim() !== '')
    : [];
}

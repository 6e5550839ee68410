import { listProfiles, type Settings, settingsChanged } from '#protocol/settings.ts';
import type { Dispatch } from '../listen/dispatch.ts';

export interface SettingsInput {
  /** Uses the settings of this session's window. */
  readonly configure: (settings: Settings) => void;
  /** The names of the AWS profiles of this machine. */
  readonly profiles: () => Promise<string[]>;
}

/** The settings of a window, and the AWS profiles to choose from. */
export function answerSettings(dispatch: Dispatch, { configure, profiles }: SettingsInput): void {
  dispatch.notification(settingsChanged, configure);
  dispatch.request(listProfiles, async () => ({ profiles: await profiles() }));
}

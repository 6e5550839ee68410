import { type Settings, settingsChanged } from '#protocol/settings.ts';
import type { Dispatch } from '../listen/dispatch.ts';

/** Handles the settings of a window. @param configure Uses the settings of this session's window. */
export function answerSettings(dispatch: Dispatch, configure: (settings: Settings) => void): void {
  dispatch.notification(settingsChanged, configure);
}

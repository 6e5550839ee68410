import { request, returns, windowNotification } from './message.ts';
import { list, nothing, object, text } from './schema.ts';

/** The user's configuration file. */
export interface ConfigurationFilePlace {
  /** Absolute path. */
  readonly file: string;
  /** It did not exist: the daemon wrote one in which every line is a comment, in the session's language. */
  readonly created: boolean;
}

/** Before the window opens the file: the daemon writes it if it does not exist. */
export const openConfigurationFile = request({
  method: 'guardrail/configuration/open',
  sender: 'window',
  params: nothing,
  result: returns<ConfigurationFilePlace>(),
});

/**
 * Adds a list of accounts to the configuration file, which is written if it does not exist. Problem
 * `configuration-not-added` if the file has errors, already lists accounts, or takes none at its end.
 */
export const addAccounts = request({
  method: 'guardrail/configuration/addAccounts',
  sender: 'window',
  params: object({
    accounts: list(
      object({
        id: text({ minCharacters: 12, maxCharacters: 12 }),
        profile: text({ minCharacters: 1, maxCharacters: 500 }),
      }),
    ),
  }),
  result: returns<{ readonly file: string }>(),
});

/** The effect of a save of the configuration file in this window. */
export interface SavedConfiguration {
  /** In the session's language. */
  readonly message: string;
  /** Whether the file has no errors; else the earlier values stay in use. */
  readonly isUsable: boolean;
}

/** The user saved the configuration file in this window, and other values are in use, or it cannot be used. */
export const configurationSaved = windowNotification<SavedConfiguration>('guardrail/configuration/saved');

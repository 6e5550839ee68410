import type { UnusableProxy } from '../../base/proxy-address.ts';

/** Problems of the configuration: its file, and values that are missing or contradict each other. */
export interface ConfigurationProblems {
  'team-missing': object;
  'jira-missing': object;
  'jira-signed-out': object;
  'jira-project-missing': object;
  /** Open windows have different settings. `name`: the whole name of the setting. Values are on one line. */
  'settings-differ': {
    readonly differences: readonly {
      readonly name: string;
      readonly used: string;
      readonly others: readonly string[];
    }[];
  };
  'proxy-unusable': UnusableProxy;
  'configuration-missing': { readonly file: string };
  /** The file has errors or already lists accounts, so none are added to it. */
  'configuration-not-added': { readonly file: string };
  'configuration-invalid': /** `said`: the YAML reader's own words. */
    | { readonly reason: 'not-yaml'; readonly file: string; readonly said: string }
    /** `key`: path in the file, such as `accounts.0.id`; empty at the top. */
    | ({ readonly reason: 'value'; readonly file: string; readonly key: string } & ExpectedValue);
}

/** The form of value that the configuration file must have at a key. */
export type ExpectedValue =
  | { readonly expected: 'account' | 'region' | 'role' | 'jql' | 'pattern' }
  /** `type`: zod's name of a type, such as `string`. */
  | { readonly expected: 'type'; readonly type: string }
  | { readonly expected: 'known-keys'; readonly unknown: readonly string[] }
  | { readonly expected: 'one-of'; readonly values: readonly string[] }
  | { readonly expected: 'at-least' | 'at-most'; readonly limit: number }
  | { readonly expected: 'not-empty' }
  /** `said`: zod's own words. */
  | { readonly expected: 'other'; readonly said: string };

import path from 'node:path';
import type { Connection } from 'vscode-languageserver';
import {
  addAccounts,
  type ConfigurationFilePlace,
  configurationSaved,
  openConfigurationFile,
} from '#protocol/configuration.ts';
import { printableName } from '../../base/printable.ts';
import type { DecidedElsewhere } from '../../configuration/decided-elsewhere.ts';
import { withAccounts } from '../../configuration/file/add-accounts.ts';
import type { ConfigurationChange } from '../../configuration/file/changes.ts';
import { commentedFile } from '../../configuration/file/commented-file.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { Notify } from '../listen/connection.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { Client } from '../session/client.ts';
import { isUriOf } from '../session/file-uri.ts';
import type { OpenText } from '../session/open-text.ts';
import { textsOf } from '../texts/say.ts';
import type { ConfigurationFileTexts } from '../texts/texts.ts';
import {
  completionsAt,
  configurationActions,
  configurationHoverAt,
  diagnosticsOf,
  offerConfigurationCompletion,
  publishConfiguration,
} from './editor/configuration-editor.ts';

const maxValueCharacters = 60;
const maxChangeRows = 6;

/** The user's configuration file, as the daemon reads it. */
export interface ConfigurationService {
  /** Absolute path. It may not exist. */
  readonly file: string;
  /** Writes the file if it does not exist. Returns whether it was written. @throws Problem */
  create(text: string): boolean;
  /** Returns the file's text. @throws Problem */
  read(): string;
  /** Replaces the file's text. @throws Problem */
  write(text: string): void;
  /** Reads the file again. Returns what differs from the last time a save was reported. */
  saved(): { readonly changes: readonly ConfigurationChange[]; readonly isUsable: boolean };
  /** Returns the values of the file that another source decides. */
  elsewhere(): readonly DecidedElsewhere[];
  /** Calls back when another configuration may be in use. Returns a function that stops this. */
  onChanged(listener: () => void): () => void;
}

export interface ConfigurationFileInput {
  readonly service: ConfigurationService;
  readonly connection: Connection;
  readonly client: Client;
  readonly notify: Notify;
}

/** Handles the requests to open the file and to add accounts to it. */
export function answerConfigurationFile(
  dispatch: Dispatch,
  { service, client }: Pick<ConfigurationFileInput, 'service' | 'client'>,
): void {
  dispatch.request(openConfigurationFile, (): ConfigurationFilePlace => {
    const created = service.create(commentedFile(textsOf(client.locale()).configurationFile));
    return { file: service.file, created };
  });
  dispatch.request(addAccounts, ({ accounts }) => {
    service.create(commentedFile(textsOf(client.locale()).configurationFile));
    const text = withAccounts(service.read(), accounts);
    if (text === undefined) throw problem('configuration-not-added', { file: service.file });
    service.write(text);
    service.saved();
    return { file: service.file };
  });
}

/**
 * The language features for the configuration file that a window has open. It checks the text as it is typed, and
 * again when other settings decide its values. @param closed Aborted when the window's connection is closed.
 */
export function createConfigurationEditing(
  { service, connection, client, notify }: ConfigurationFileInput,
  closed: AbortSignal,
) {
  let open: OpenText | undefined;
  let isOffered = false;
  /** The values that another source decided at the last check. */
  let known = '';

  function check(): void {
    if (!open) return;
    const elsewhere = service.elsewhere();
    known = JSON.stringify(elsewhere);
    const found = diagnosticsOf(open.document, elsewhere, client.locale());
    publishConfiguration(notify, open.uri, found);
  }

  const unsubscribe = service.onChanged(() => {
    if (open && JSON.stringify(service.elsewhere()) !== known) check();
  });
  closed.addEventListener('abort', unsubscribe, { once: true });

  function offer(): void {
    const { completion } = client.capabilities()?.textDocument ?? {};
    if (isOffered || !completion?.dynamicRegistration) return;
    isOffered = true;
    // A client that refuses has no completion; everything else works.
    offerConfigurationCompletion(connection, path.basename(service.file)).catch(() => {});
  }

  return {
    isFile: (uri: string): boolean => isUriOf(uri, service.file),
    edited(text: OpenText): void {
      open = text;
      offer();
      check();
    },
    closed(uri: string): void {
      open = undefined;
      publishConfiguration(notify, uri, []);
    },
    /** Handles a save: the daemon uses the new values at once, and the window says which these are. */
    saved(): void {
      const { changes, isUsable } = service.saved();
      check();
      const texts = textsOf(client.locale()).configurationFile;
      if (isUsable && changes.length === 0) return;
      const message = isUsable ? texts.changed(sentencesOf(changes, texts)) : texts.unusable;
      notify(configurationSaved.method, { message, isUsable });
    },
    hover: (at: Parameters<typeof configurationHoverAt>[1]) =>
      open ? configurationHoverAt(open.document, at, client.locale()) : null,
    completions: (at: Parameters<typeof completionsAt>[1]) =>
      open ? completionsAt(open.document, at, client.locale()) : [],
    actions: (uri: string, diagnostics: Parameters<typeof configurationActions>[1]) =>
      configurationActions(uri, diagnostics, client.locale()),
  };
}

export type ConfigurationEditing = ReturnType<typeof createConfigurationEditing>;

function sentencesOf(changes: readonly ConfigurationChange[], texts: ConfigurationFileTexts): string[] {
  const sentences = changes.slice(0, maxChangeRows).map((change) => {
    if (change.kind === 'accounts') return texts.accounts(change.added, change.removed);
    if (change.kind === 'removed') return texts.removed(change.key);
    return texts.setTo(change.key, printableName(change.value, maxValueCharacters));
  });
  return changes.length > maxChangeRows ? [...sentences, '…'] : sentences;
}

import type { FindingView } from '#protocol/findings.ts';
import type { Hello } from '#protocol/handshake.ts';
import type { Settings } from '#protocol/settings.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { Log } from '../../base/log.ts';
import type { Locale } from '../../base/text.ts';
import type { Core } from '../core.ts';
import type { FindingScope, Viewer } from '../views/findings.ts';

/** What a session is given by the door that let its client in. */
export interface SessionHost {
  readonly core: Core;
  readonly token: string;
  readonly log: Log;
  /** Called once a client showed its token. @throws Problem to refuse it. */
  welcome(hello: Hello): void;
  /** Takes the settings of this session's window; a command has none to give. */
  configure(settings: Settings): void;
  /** Forgets the token that this session's window gave. */
  signOut(): void;
  /** Ends the daemon after this answer. */
  stop(): void;
}

/** What the features of one session share: the reader's language and what that reader sees. */
export interface SessionView {
  locale(): Locale;
  viewer(): Viewer;
  /** Without a scope: those that fail. Findings of the same content are the same array. */
  findings(scope?: FindingScope): FindingView[];
  /** What this client lists: a terminal what fails, a window also what is resolved while its ticket is still open. */
  listed(): FindingView[];
  tickets(): TicketView[];
  /** Resolves once links are by the newest snapshot and all templates. */
  linked(): Promise<void>;
}

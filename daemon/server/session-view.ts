import type { FindingView } from '#protocol/findings.ts';
import type { Hello } from '#protocol/messages.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { Log } from '../base/log.ts';
import type { Locale } from '../base/text.ts';
import type { Core } from './core.ts';
import type { Viewer } from './views.ts';

/** What a session is given by the door that let its client in. */
export interface SessionHost {
  readonly core: Core;
  readonly token: string;
  readonly log: Log;
  /** Called once a client showed its token. @throws Problem to refuse it. */
  welcome(hello: Hello): void;
  /** Ends the daemon after this answer. */
  stop(): void;
}

/** What the features of one session share: the reader's language and what that reader sees. */
export interface SessionView {
  locale(): Locale;
  viewer(): Viewer;
  findings(options?: { all?: boolean | undefined }): FindingView[];
  tickets(): TicketView[];
  /** Resolves once links are by the newest snapshot and all templates. */
  linked(): Promise<void>;
}

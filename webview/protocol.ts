/** What the extension and its pages say to each other, by `postMessage`. Neither trusts the other's shape. */
import type { FindingView } from '#protocol/findings.ts';
import { type Outcome, outcomes, type PendingReview } from '#protocol/tickets.ts';

/** Extension → page. */
export type ToPage = ShowFinding | ReviewAnswered;

/** The finding as it is known now; sent again whenever that changes. */
export interface ShowFinding {
  readonly kind: 'show';
  readonly finding: FindingView;
  /** Where the finding is linked to, as people read a place: `network/vpc.yaml:12 Vpc`. Several for candidates. */
  readonly places: readonly string[];
  /** When it was last seen to fail, ISO 8601; absent until the daemon has said it. */
  readonly lastSeen?: string;
  /** A review that Jira has not confirmed. */
  readonly pending?: PendingReview;
  /** Why what is shown may be old. */
  readonly notice?: string;
  /** Restricted Mode: nothing can be moved. */
  readonly readOnly: boolean;
  readonly texts: PageTexts;
}

/** What became of a review that this page sent. The editor has told the person already. */
export interface ReviewAnswered {
  readonly kind: 'answered';
  readonly ok: boolean;
}

/** Page → extension. */
export type FromPage =
  | { readonly kind: 'ready' | 'goToTemplate' | 'chooseLink' | 'openTicket' | 'openConsole' }
  | { readonly kind: 'review'; readonly outcome: Outcome; readonly reason: string };

/** Every word of the page, in the editor's language. */
export interface PageTexts {
  readonly finding: string;
  /** The severity's own word. */
  readonly severityWord: string;
  readonly rule: string;
  readonly resource: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly resolved: string;
  readonly template: string;
  readonly declaredAt: string;
  readonly candidate: string;
  readonly evidence: string;
  readonly cause: string;
  readonly otherCause: string;
  readonly confidence: string;
  /** The confidence's own word, and whether the place was chosen. */
  readonly confidenceWord: string;
  readonly ticket: string;
  readonly status: string;
  readonly priority: string;
  readonly due: string;
  readonly assignee: string;
  readonly noTicket: string;
  readonly probable: string;
  readonly review: string;
  readonly outcome: string;
  readonly fixed: string;
  readonly intended: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly submit: string;
  readonly submitting: string;
  readonly chooseLink: string;
  /** Where there are several candidates: what choosing does, and what settles it for a team. */
  readonly candidatesHelp: string;
  readonly goToTemplate: string;
  readonly openTicket: string;
  readonly openConsole: string;
  readonly readOnly: string;
  readonly alreadyInReview: string;
  readonly waiting: string;
  readonly conflict: string;
}

/** A page's message, or nothing where it is none. */
export function readFromPage(message: unknown): FromPage | undefined {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return undefined;
  switch (message.kind) {
    case 'ready':
    case 'goToTemplate':
    case 'chooseLink':
    case 'openTicket':
    case 'openConsole':
      return { kind: message.kind };
    case 'review': {
      const { outcome, reason } = message as { outcome?: unknown; reason?: unknown };
      const known = outcomes.find((candidate) => candidate === outcome);
      return known !== undefined && typeof reason === 'string'
        ? { kind: 'review', outcome: known, reason }
        : undefined;
    }
    default:
      return undefined;
  }
}

import type { WindowState } from '#protocol/notifications.ts';
import type { Log } from '../base/log.ts';
import { chooseMessage } from '../domain/notifications/choose-message.ts';
import type { Happening, Message } from '../domain/notifications/happening.ts';
import { localTimeIn } from '../domain/notifications/local-time.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';
import { conflictsIn, digestOf, type HappeningInput, happeningsIn } from './happenings.ts';

/** A window, and the way to it. */
export interface SpeakingWindow extends WindowState {
  say(message: Message): void;
}

export interface NotificationDeskInput {
  readonly store: Pick<Store, 'findings' | 'said' | 'coverage'>;
  readonly facts: () => Omit<HappeningInput, 'knownSince'>;
  /** The team in use. Undefined if something is missing in the configuration, or the user is signed out. */
  readonly team: () => string | undefined;
  /** Whether a sync run is in progress: what it reads belongs together. */
  readonly isReading: () => boolean;
  readonly events: SyncEvents;
  readonly log: Log;
  readonly now?: () => Date;
}

/** Changes within this time are looked at together. */
const burstMs = 400;
/** VS Code shows no more than three messages within 800 ms. */
const betweenMessagesMs = 1_500;
/** How often the clock is looked at: for the digest, and for the end of the quiet hours. */
const clockMs = 20_000;

/**
 * Decides which window says what happened. What is worth a message is computed from the data, not remembered from events, so that
 * a restart loses nothing and repeats nothing: the store has what was said.
 */
export function createNotificationDesk(input: NotificationDeskInput) {
  const { store, events, log, now = () => new Date() } = input;
  const { said } = store;
  /** The windows, the one in which the user works or worked last comes last. */
  let windows = new Map<object, SpeakingWindow>();
  let timer: NodeJS.Timeout | undefined;
  const unsubscribe = events.subscribe(() => soon(burstMs));
  const clock = setInterval(() => soon(0), clockMs).unref();

  function soon(ms: number): void {
    if (windows.size === 0) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      try {
        look();
      } catch (error) {
        log('warn', 'no notification', { error });
      }
    }, ms).unref();
  }

  function look(): void {
    const team = input.team();
    if (team === undefined || windows.size === 0 || input.isReading()) return;
    if (store.coverage.lastRun(team) === undefined) return;
    const facts: HappeningInput = { ...input.facts(), knownSince: store.findings.knownSince };
    const choice = chooseMessage({
      now: now(),
      windows: [...windows.values()].reverse(),
      happenings: happeningsIn(facts, now()).filter(({ id }) => said.at(id) === undefined),
      lastDigest: lastDigest(team),
      digest: (timeZone) => digestOf(facts, lastDigest(team), localTimeIn(timeZone, now()).day),
    });
    if (!choice) return;
    if ('unwanted' in choice) remember(choice.unwanted);
    else if ('silentDigest' in choice) said.put([digestId(team)], now().toISOString());
    else {
      const { window, message } = choice;
      // Before it is sent: at most once.
      if (message.kind === 'digest') said.put([digestId(team)], now().toISOString());
      else remember(message.about);
      window.say(message);
      log('info', 'notification sent', {
        kind: message.kind,
        ...(message.kind !== 'digest' && { about: message.about.length }),
      });
    }
    soon(betweenMessagesMs);
  }

  function remember(happenings: readonly Happening[]): void {
    said.put(
      happenings.map(({ id }) => id),
      now().toISOString(),
    );
  }

  /** The first digest comes on the day after the first look. One in the future was said by a wrong clock. */
  function lastDigest(team: string): string {
    const last = said.at(digestId(team));
    const current = now().toISOString();
    if (last !== undefined && last <= current) return last;
    said.put([digestId(team)], current);
    return current;
  }

  return {
    /** Takes the state of a window. `key` is its identity. */
    report(key: object, window: SpeakingWindow): void {
      if (window.focused) {
        windows.delete(key);
        windows.set(key, window);
      } else if (windows.has(key)) windows.set(key, window);
      else windows = new Map([[key, window], ...windows]);
      soon(burstMs);
    },
    left(key: object): void {
      windows.delete(key);
    },
    /**
     * The user has just seen the conflicts of a ticket, as the answer to a request. Never throws: nothing may take the place of
     * that answer.
     */
    answered(ticket: string): void {
      try {
        const seen = conflictsIn(input.facts().snapshot).filter((conflict) => conflict.ticket.key === ticket);
        if (seen.length > 0) remember(seen);
      } catch (error) {
        log('warn', 'conflict not remembered as seen', { error });
      }
    },
    end(): void {
      unsubscribe();
      clearInterval(clock);
      clearTimeout(timer);
    },
  };
}

export type NotificationDesk = ReturnType<typeof createNotificationDesk>;

function digestId(team: string): string {
  return `digest:${team}`;
}

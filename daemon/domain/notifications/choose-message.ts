import type { DigestCounts, WindowState } from '#protocol/notifications.ts';
import { isDigestDue, isEmpty } from './digest.ts';
import { type Happening, kindsInOrder, type Message } from './happening.ts';
import { localTimeIn } from './local-time.ts';
import { isQuiet } from './quiet-hours.ts';

export interface ChooseInput<Window extends WindowState> {
  readonly now: Date;
  /** The windows, the one in which the user works or worked last first. */
  readonly windows: readonly Window[];
  /** Everything that was not said yet, the most important first. */
  readonly happenings: readonly Happening[];
  /** When the last digest was said. ISO 8601. */
  readonly lastDigest: string;
  /** Counts for a digest. @param timeZone The one in which its day ends. */
  digest(timeZone: string): DigestCounts;
}

export type Choice<Window> =
  /** The window says the message. */
  | { readonly window: Window; readonly message: Message }
  /** No window wants to hear of these: they count as said. */
  | { readonly unwanted: readonly Happening[] }
  /** A digest with nothing to say counts as said. */
  | { readonly silentDigest: true };

/**
 * Returns what happens next; `undefined` if there is nothing to say now. Of several kinds one is chosen, so that the messages
 * come one after the other. In quiet hours nothing is said: what is still true then is said after them.
 */
export function chooseMessage<Window extends WindowState>(
  input: ChooseInput<Window>,
): Choice<Window> | undefined {
  const { now, windows, happenings, lastDigest } = input;
  const awake = windows.filter(
    ({ quietHours, timeZone }) => !isQuiet(quietHours, localTimeIn(timeZone, now).minutes),
  );
  for (const kind of kindsInOrder) {
    const [first, ...rest] = happenings.filter((each) => each.kind === kind);
    if (!first) continue;
    if (windows.length > 0 && !windows.some(({ kinds }) => kinds.includes(kind)))
      return { unwanted: [first, ...rest] };
    const window = awake.find(({ kinds }) => kinds.includes(kind));
    if (window) return { window, message: { kind, about: [first, ...rest] } };
  }
  const window = awake.find(({ kinds }) => kinds.includes('digest'));
  if (!window || !isDigestDue({ ...window, now, last: lastDigest })) return undefined;
  const counts = input.digest(window.timeZone);
  return isEmpty(counts) ? { silentDigest: true } : { window, message: { kind: 'digest', counts } };
}

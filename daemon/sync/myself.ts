import type { JiraUser, TicketSource } from '../domain/tickets/ticket.ts';

/** A site that did not answer is asked again after this time. */
const retryMs = 60_000;

type Source = Pick<TicketSource, 'readMyself'>;

/**
 * The account that is used for Jira, if Jira has said who that is. Without an answer, a call asks in the background, at most
 * once a minute.
 * @param source Throws if Jira cannot be asked.
 * @param onKnown Called after an answer.
 */
export function createMyself(source: () => Source, onKnown: () => void) {
  let asked: { of: Source; at: number; answer: Promise<void>; user?: JiraUser } | undefined;

  /** The status reports what prevents a connection to Jira. */
  function ask(of: Source): void {
    const asking: NonNullable<typeof asked> = { of, at: Date.now(), answer: Promise.resolve() };
    asking.answer = of.readMyself(AbortSignal.timeout(retryMs)).then(
      (user) => {
        asking.user = user;
        onKnown();
      },
      () => {},
    );
    asked = asking;
  }

  function current(): typeof asked {
    let of: Source;
    try {
      of = source();
    } catch {
      return undefined;
    }
    const isAsked = asked?.of === of && (asked.user !== undefined || Date.now() - asked.at < retryMs);
    if (!isAsked) ask(of);
    return asked;
  }

  return {
    known: (): JiraUser | undefined => current()?.user,
    /** Resolves once Jira has answered, or cannot. */
    answered: async (): Promise<void> => current()?.answer,
  };
}

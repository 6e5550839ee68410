import type { FindingView } from '#protocol/findings.ts';

/** The acts that open something outside the page. */
const pageActions = [
  'goToTemplate',
  'chooseLink',
  'openTicket',
  'openConsole',
  'openRulePage',
  'readExplanation',
] as const;
export type PageAction = (typeof pageActions)[number];

/** The buttons below the title. */
type Opening = 'goToTemplate' | 'openTicket' | 'openConsole';

/** Returns the buttons whose page or file exists. @param places Declarations that can be opened. */
export function offeredOpenings(
  { ticket, consoleUrl }: Pick<FindingView, 'ticket' | 'consoleUrl'>,
  places: readonly unknown[],
): Opening[] {
  return [
    ...(places.length > 0 ? (['goToTemplate'] as const) : []),
    ...(hasPage(ticket) ? (['openTicket'] as const) : []),
    ...(consoleUrl === undefined ? [] : (['openConsole'] as const)),
  ];
}

/** Returns whether the ticket has a page in the browser: it has none while no Jira site is known. */
export function hasPage(ticket: { readonly url: string } | undefined): boolean {
  return ticket !== undefined && ticket.url !== '';
}

/** Returns the action with this name; `undefined` for any other name. */
export function pageAction(name: unknown): PageAction | undefined {
  return pageActions.find((known) => known === name);
}

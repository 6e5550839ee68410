import type { FindingView } from '#protocol/findings.ts';
import { element } from '../shell/element.ts';
import { excerptFigure } from './excerpt.ts';
import { explanationSection } from './explanation.ts';
import { type Fact, factList } from './fact-list.ts';
import { momentOf } from './moment.ts';
import { hasPage } from './page-action.ts';
import { type Act, buttonsOf } from './page-button.ts';
import type { ShowFinding } from './protocol.ts';
import { sourcesSection } from './sources.ts';
import { ticketTextSection } from './ticket-text.ts';
import { timelineSection } from './timeline.ts';

/** Returns the sections of the finding, of its place in a template and of its ticket. */
export function sectionsOf(
  {
    finding,
    places,
    texts,
    lastSeen,
    account,
    team,
    timeline,
    sources,
    excerpt,
    explanation,
    ticketText,
    rulePage,
    consoleHost,
  }: ShowFinding,
  act: Act,
): HTMLElement[] {
  const { rule, ruleIdentifier, resource, region, firstSeen, resolvedAt } = finding;
  const { link, ticket, reopenedAt } = finding;
  return [
    section(texts.finding, [
      [
        texts.rule,
        {
          text: ruleIdentifier === undefined ? rule : `${ruleIdentifier} (${rule})`,
          link: rulePage === undefined ? undefined : { href: rulePage, action: 'openRulePage' },
        },
      ],
      [texts.resource, { text: nameAndId(resource), copy: [['resource', texts.copyResource]] }],
      [
        texts.arn,
        resource.arn === undefined ? undefined : { text: resource.arn, copy: [['arn', texts.copyArn]] },
      ],
      [texts.type, resource.type],
      [texts.account, account],
      [texts.team, team],
      [texts.region, region],
      [texts.firstSeen, momentOf(firstSeen)],
      [texts.lastSeen, lastSeen && momentOf(lastSeen)],
      [texts.failsAgain, reopenedAt && momentOf(reopenedAt)],
      [texts.resolved, resolvedAt && momentOf(resolvedAt)],
      [
        texts.console,
        consoleHost === undefined
          ? undefined
          : { text: consoleHost, link: { href: finding.consoleUrl ?? '', action: 'openConsole' } },
      ],
      [texts.key, { text: finding.key, copy: [['finding', texts.copyKey]] }],
    ]),
    section(
      texts.template,
      [
        ...places.map((place): Fact => [link?.candidates ? texts.candidate : texts.declaredAt, place]),
        [texts.confidence, link && texts.confidenceWord],
        [texts.evidence, link?.evidence],
        [texts.cause, link?.cause?.words],
        ...(link?.cause?.others ?? []).map(({ words }): Fact => [texts.otherCause, words]),
      ],
      link?.candidates && texts.candidatesHelp,
      excerpt && excerptFigure(excerpt),
      link && buttonsOf(act)('chooseLink', texts.chooseLink, 'secondary'),
    ),
    section(
      texts.ticket,
      ticket
        ? [
            [
              texts.ticket,
              {
                text: ticket.key,
                link: hasPage(ticket) ? { href: ticket.url, action: 'openTicket' } : undefined,
                copy: [
                  ['ticket', texts.copyTicket],
                  ...(hasPage(ticket) ? ([['ticketUrl', texts.copyTicketUrl]] as const) : []),
                ],
              },
            ],
            [texts.status, ticket.status],
            [texts.priority, ticket.priority],
            [texts.due, ticket.due && texts.dueWords],
            [texts.assignee, ticket.assignee],
          ]
        : [],
      ticket ? (ticket.match === 'text' ? texts.probable : undefined) : texts.noTicket,
    ),
    ...(explanation ? [explanationSection(explanation)] : []),
    timelineSection(timeline),
    ...(ticketText ? [ticketTextSection(ticketText)] : []),
    ...(sources ? [sourcesSection(sources)] : []),
  ];
}

function section(
  title: string,
  facts: readonly Fact[],
  note?: string,
  ...actions: readonly (HTMLElement | undefined)[]
): HTMLElement {
  return element(
    'section',
    { 'aria-label': title, 'data-key': title },
    element('h2', {}, title),
    facts.length > 0 ? factList(facts) : undefined,
    note === undefined ? undefined : element('p', { class: 'note' }, note),
    ...actions,
  );
}

function nameAndId({ name, id }: FindingView['resource']): string {
  return name === undefined || name === id ? id : `${name} (${id})`;
}

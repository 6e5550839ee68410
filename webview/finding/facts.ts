import type { FindingView } from '#protocol/findings.ts';
import { element } from '../shell/element.ts';
import type { PageAction, ShowFinding } from './protocol.ts';

type Fact = readonly [name: string, value: string | undefined];

/** Returns the title, the severity and the buttons that open something. */
export function headOf(
  { finding, places, texts }: ShowFinding,
  act: (action: PageAction) => void,
): HTMLElement {
  const button = buttonsOf(act);
  return element(
    'header',
    {},
    element('h1', {}, finding.title),
    element(
      'p',
      { class: 'tags' },
      finding.resolvedAt === undefined ? undefined : element('span', { class: 'tag ok' }, texts.resolved),
      element('span', { class: `tag ${finding.severity}` }, texts.severityWord),
      finding.ticket && element('span', { class: 'tag' }, finding.ticket.status),
      element('span', { class: 'name' }, finding.resource.name ?? finding.resource.id),
    ),
    finding.remedy === undefined ? undefined : element('p', { class: 'remedy' }, finding.remedy),
    element(
      'div',
      { class: 'actions' },
      places.length > 0 ? button('goToTemplate', texts.goToTemplate, 'primary') : undefined,
      finding.ticket && button('openTicket', texts.openTicket, 'secondary'),
      button('openConsole', texts.openConsole, 'secondary'),
    ),
  );
}

/** Returns the sections of the finding, of its place in a template and of its ticket. */
export function sectionsOf(
  { finding, places, texts, lastSeen }: ShowFinding,
  act: (action: PageAction) => void,
): HTMLElement[] {
  const { rule, ruleIdentifier, resource, account, region, firstSeen, resolvedAt } = finding;
  const { link, ticket, reopenedAt } = finding;
  return [
    ...divergencesOf(finding, texts),
    section(texts.finding, [
      [texts.rule, ruleIdentifier === undefined ? rule : `${ruleIdentifier} (${rule})`],
      [texts.resource, nameAndId(resource)],
      [texts.type, resource.type],
      [texts.account, account],
      [texts.region, region],
      [texts.firstSeen, moment(firstSeen)],
      [texts.lastSeen, lastSeen && moment(lastSeen)],
      [texts.failsAgain, reopenedAt && moment(reopenedAt)],
      [texts.resolved, resolvedAt && moment(resolvedAt)],
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
      link && buttonsOf(act)('chooseLink', texts.chooseLink, 'secondary'),
    ),
    section(
      texts.ticket,
      ticket
        ? [
            [texts.ticket, ticket.key],
            [texts.status, ticket.status],
            [texts.priority, ticket.priority],
            [texts.due, ticket.due && texts.dueWords],
            [texts.assignee, ticket.assignee],
          ]
        : [],
      ticket ? (ticket.match === 'text' ? texts.probable : undefined) : texts.noTicket,
    ),
  ];
}

/** Returns a section that says how finding and ticket disagree, each with the next step; none if they agree. */
function divergencesOf(
  { divergences = [] }: FindingView,
  { disagree, nextStep }: ShowFinding['texts'],
): HTMLElement[] {
  if (divergences.length === 0) return [];
  const items = divergences.map(({ text, next }) =>
    element('li', {}, element('p', {}, text), element('p', {}, element('strong', {}, nextStep), ` ${next}`)),
  );
  return [
    element(
      'section',
      { class: 'divergence', 'aria-label': disagree },
      element('h2', {}, disagree),
      element('ul', {}, ...items),
    ),
  ];
}

function buttonsOf(act: (action: PageAction) => void) {
  return (action: PageAction, text: string, appearance: 'primary' | 'secondary') => {
    const made = element('vscode-button', { id: action, appearance }, text);
    made.addEventListener('click', () => act(action));
    return made;
  };
}

function section(
  title: string,
  facts: readonly Fact[],
  note?: string,
  ...actions: readonly (HTMLElement | undefined)[]
): HTMLElement {
  const rows = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [element('dt', {}, name), element('dd', {}, value)],
  );
  return element(
    'section',
    { 'aria-label': title },
    element('h2', {}, title),
    rows.length > 0 ? element('dl', {}, ...rows) : undefined,
    note === undefined ? undefined : element('p', { class: 'note' }, note),
    ...actions,
  );
}

function nameAndId({ name, id }: FindingView['resource']): string {
  return name === undefined || name === id ? id : `${name} (${id})`;
}

/** Returns an ISO 8601 time in the reader's format and time zone. */
function moment(iso: string): string {
  return new Date(iso).toLocaleString(document.documentElement.lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}

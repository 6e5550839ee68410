import {
  type FileTicketParams,
  type FilingResultView,
  fileTicket,
  readFilingForm,
  searchUsersOfProject,
  withdrawFiling,
} from '#protocol/filing.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { FieldEntries, MoveField } from '#protocol/move-fields.ts';
import { isCertainMatch } from '#protocol/tickets.ts';
import { type Locale, textIn } from '../../base/text.ts';
import { consoleUrl } from '../../domain/findings/console-url.ts';
import { problem } from '../../domain/problems/problem.ts';
import { remedyOf, titleOf } from '../../domain/rules/title.ts';
import {
  createFields,
  openFields,
  optionalFields,
  proposedFields,
  type TicketText,
} from '../../domain/tickets/filing/create-form.ts';
import type { IssueType, RemoteLink, TicketFiler } from '../../domain/tickets/filing/filing.ts';
import {
  filingNotPermitted,
  issueTypeUnknown,
  projectOpen,
  ticketExists,
} from '../../domain/tickets/filing/filing-problems.ts';
import type { FilingQueue } from '../../domain/tickets/filing/filing-queue.ts';
import { typeNames } from '../../domain/tickets/filing/site-names.ts';
import { globalIdOf, labelOf } from '../../domain/tickets/label.ts';
import { foldedName } from '../../domain/tickets/state.ts';
import type { TicketSource } from '../../domain/tickets/ticket.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { sayNote, textsOf } from '../texts/say.ts';
import { ticketView } from '../views/findings.ts';

export interface FilingInput {
  readonly filings: Pick<FilingQueue, 'submit' | 'withdraw'>;
  /** @throws Problem if the user is not signed in. */
  readonly source: () => TicketFiler & Pick<TicketSource, 'readLanguage' | 'searchUsers'>;
  /** Keys of the configured projects. */
  readonly projects: () => readonly string[];
  /** Resolves to the language of a site's texts. */
  readonly language: (signal: AbortSignal) => Promise<Locale>;
  readonly accountName: (account: string) => string | undefined;
  readonly view: SessionView;
}

/** "File a ticket for this finding": what Jira asks for, and the ticket. */
export function answerFiling(dispatch: Dispatch, input: FilingInput): void {
  const { view, filings } = input;

  function findingOf(key: string): FindingView {
    const finding = view.findings('all').find((each) => each.key === key);
    if (!finding) throw problem('finding-unknown', { finding: key });
    if (finding.ticket && isCertainMatch(finding.ticket.match)) throw ticketExists(finding.ticket.key);
    return finding;
  }

  /** Returns the finding's title in the language of the site, which may not be the reader's. */
  function titleIn(language: Locale, { key, title: _shown, ...finding }: FindingView): string {
    const own = view.snapshot().findings.find((each) => each.key === key)?.title;
    return textIn(titleOf({ ...finding, ...(own !== undefined && { title: own }) }), language);
  }

  async function formOf(params: FileTicketParams, signal: AbortSignal) {
    const finding = findingOf(params.finding);
    const projects = input.projects();
    const [only, ...others] = projects;
    const project = params.project ?? (others.length === 0 ? only : undefined);
    if (project === undefined) throw projectOpen(projects);
    const jira = input.source();
    const types = (await jira.listIssueTypes(project, signal)).filter(({ isSubtask }) => isSubtask !== true);
    const type = typeOf(types, project, params.type);
    const screen = await jira.readCreateFields(project, type.id, signal);
    const language = await input.language(signal);
    const title = titleIn(language, finding);
    const text = ticketText({ ...finding, title }, language, input.accountName(finding.account));
    const { key, severity } = finding;
    const proposed = proposedFields(screen, { finding: key, severity, text, now: new Date().toISOString() });
    return { finding: { ...finding, title }, projects, project, types, type, screen, proposed };
  }

  dispatch.request(readFilingForm, async (params, signal) => {
    const { projects, project, types, type, screen, proposed } = await formOf(params, signal);
    const open = openFields(screen, proposed);
    const names = types.map(({ id, name }) => ({ id, name }));
    return {
      ...{ projects, project, types: names, proposed },
      type: { id: type.id, name: type.name },
      fields: screen.filter((field) => field.id in proposed || open.includes(field)),
      optional: optionalFields(screen, proposed),
    };
  });

  dispatch.request(searchUsersOfProject, async ({ project, field, query }, signal) => {
    const search = { field, query: query.trim() };
    return { users: [...(await input.source().searchUsers({ project }, search, signal))] };
  });

  dispatch.request(withdrawFiling, ({ finding }) => ({ withdrawn: filings.withdraw(finding) }));

  dispatch.request(fileTicket, async (params, signal): Promise<FilingResultView> => {
    const { finding, project, type, screen, proposed } = await formOf(params, signal);
    const filled = over(proposed, params.fields ?? {}, screen);
    const fields = createFields({ project, issueType: type.name }, screen, filled);
    const label = labelOf(finding.key);
    const link = linkOf(finding);
    const filing = { finding: finding.key, label, project, issueType: type.id, fields };
    const filed = await filings.submit({ ...filing, ...(link && { link }) }, signal);
    if (filed.result === 'waiting') return { result: 'waiting', note: sayNote(filed.note, view.locale()) };
    return {
      result: filed.existed ? 'existing' : 'filed',
      ticket: ticketView(filed.ticket, view.snapshot(), view.viewer()),
    };
  });
}

function typeOf(types: readonly IssueType[], project: string, wanted: string | undefined): IssueType {
  const is = (name: string) => (type: IssueType) => foldedName(type.name) === foldedName(name);
  const usual = typeNames.map((name) => types.find(is(name))).find((type) => type !== undefined);
  const type =
    wanted === undefined
      ? (usual ?? types[0])
      : (types.find(({ id }) => id === wanted) ?? types.find(is(wanted)));
  if (type) return type;
  throw types.length === 0 ? filingNotPermitted(project) : issueTypeUnknown(project, wanted ?? '', types);
}

/** A person's value counts, whether it names the field by id or by name. */
function over(proposed: FieldEntries, own: FieldEntries, screen: readonly MoveField[]): FieldEntries {
  const byId = Object.entries(own).map(([given, entry]) => {
    const named = screen.find(({ id, name }) => id === given || foldedName(name) === foldedName(given));
    return [named?.id ?? given, entry] as const;
  });
  return { ...proposed, ...Object.fromEntries(byId) };
}

function ticketText(finding: FindingView, locale: Locale, accountName: string | undefined): TicketText {
  const { title, rule, ruleIdentifier, resource, account, region } = finding;
  const console = consoleUrl(finding);
  const remedy = remedyOf(ruleIdentifier);
  return textsOf(locale).newTicket({
    ...{ title, region, rule: ruleIdentifier ?? rule },
    resource: {
      ...{ type: resource.type, id: resource.id, name: resource.name ?? resource.id },
      ...(resource.arn !== undefined && { arn: resource.arn }),
    },
    account: { id: account, ...(accountName !== undefined && { name: accountName }) },
    ...(console !== undefined && { console }),
    ...(remedy && { remedy: textIn(remedy, locale) }),
  });
}

function linkOf(finding: FindingView): RemoteLink | undefined {
  const url = consoleUrl(finding);
  return url === undefined ? undefined : { globalId: globalIdOf(finding.key), url, title: finding.title };
}

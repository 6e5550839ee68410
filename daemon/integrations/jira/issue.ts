import { z } from 'zod';
import { printable } from '../../base/printable.ts';
import type {
  TicketPage,
  TicketRecord,
  TicketStatus,
  TicketTransition,
  UnreadableTicket,
} from '../../domain/tickets/ticket.ts';
import { arnsIn } from './arns.ts';
import { consoleLinksIn } from './console-links.ts';
import { addressesIn, plainTextOf } from './rich-text.ts';
import { screenFields } from './screens/fields.ts';

/** The fields of an issue that a ticket is made of. */
export const ticketFields = [
  'summary',
  'description',
  'status',
  'labels',
  'priority',
  'duedate',
  'assignee',
  'reporter',
  'created',
  'resolutiondate',
  'updated',
];

/** Characters. Jira allows 255 and 32,767. Longer texts are cut, so that no text fills the store. */
const maxLineCharacters = 1_000;
const maxDescriptionCharacters = 100_000;
const maxLabels = 1_000;

/** Text from other people that is shown on one line. */
const line = z.string().transform((text) => printable(text.slice(0, maxLineCharacters)));
const id = z.union([z.string(), z.number()]).transform((value) => String(value).slice(0, maxLineCharacters));
/** A value that is absent, `null` or empty, or that begins as `pattern` requires. */
const written = (pattern: RegExp) => z.union([z.literal(''), z.string().regex(pattern)]).nullish();

/** An issue whose user has an id of another form is read without it. */
const userId = z.string().min(1).max(255).nullish().catch(undefined);

const time = written(/^\d{4}-\d\d-\d\dT/).refine((text) => !text || !Number.isNaN(Date.parse(text)));

const statusShape = z.object({
  id: id.nullish(),
  name: line.nullish(),
  untranslatedName: line.nullish(),
  statusCategory: z.object({ key: z.string().nullish() }).nullish(),
});

const status = statusShape
  // Without either, the state of the ticket is unknown.
  .refine(({ name, statusCategory }) => (name ?? '') !== '' || (statusCategory?.key ?? '') !== '')
  .transform(
    ({ id, name, untranslatedName, statusCategory }): TicketStatus => ({
      id: id ?? '',
      name: name ?? '',
      ...(untranslatedName && untranslatedName !== name && { untranslatedName }),
      category: categoryOf(statusCategory?.key),
    }),
  );

/**
 * The parts of an issue that are read. A field that is absent or `null` counts as empty, because each site
 * chooses the fields of its issues. Only a key and a status are required. A value of another form makes the
 * issue unreadable.
 */
const issue = z.object({
  id: id.nullish(),
  key: z.string().min(1).max(255),
  fields: z.object({
    summary: line.nullish(),
    description: z.union([z.string(), z.looseObject({ type: z.string() })]).nullish(),
    status,
    labels: z.array(z.string()).nullish(),
    priority: z.object({ name: line.nullish() }).nullish(),
    duedate: written(/^\d{4}-\d\d-\d\d$/),
    assignee: z
      .object({
        displayName: line.nullish(),
        accountId: userId,
        /** The user name on Data Center. */
        name: userId,
      })
      .nullish(),
    reporter: z.object({ displayName: line.nullish() }).nullish().catch(undefined),
    created: time.catch(undefined),
    resolutiondate: time.catch(undefined),
    updated: time,
  }),
});

const transition = z.object({
  id,
  name: z.string(),
  to: status,
  isAvailable: z.boolean().optional(),
  fields: z.record(z.string(), z.unknown()).nullish(),
});

export const ticketOfIssue = issue.transform(({ key, id, fields }): TicketRecord => {
  const addresses = addressesIn(fields.description);
  const [arns, links] = [arnsIn(addresses), consoleLinksIn(addresses)];
  const [priority, assignee] = [fields.priority?.name, fields.assignee?.displayName];
  const assigneeId = fields.assignee?.accountId ?? fields.assignee?.name;
  const reporter = fields.reporter?.displayName;
  return {
    key: printable(key),
    ...(id && { id }),
    summary: fields.summary ?? '',
    description: plainTextOf(fields.description).slice(0, maxDescriptionCharacters),
    ...(arns.length > 0 && { arns }),
    ...(links.length > 0 && { links }),
    status: fields.status,
    labels: (fields.labels ?? []).slice(0, maxLabels).map((label) => label.slice(0, maxLineCharacters)),
    ...(priority && { priority }),
    ...(fields.duedate && { due: fields.duedate }),
    ...(assignee && { assignee }),
    ...(assigneeId && { assigneeId }),
    ...(reporter && { reporter }),
    ...(fields.created && { created: new Date(fields.created).toISOString() }),
    ...(fields.resolutiondate && { resolved: new Date(fields.resolutiondate).toISOString() }),
    updated: fields.updated ? new Date(fields.updated).toISOString() : '',
  };
});

const nameOfIssue = z.object({ key: line.optional().catch(undefined), id: id.optional().catch(undefined) });

/**
 * Returns the tickets of a list of issues. An issue that cannot be read is named and does not affect the
 * others.
 */
export function ticketsOfIssues(issues: readonly unknown[]): TicketPage {
  const tickets: TicketRecord[] = [];
  const unreadable: UnreadableTicket[] = [];
  for (const each of issues) {
    const parsed = ticketOfIssue.safeParse(each);
    if (parsed.success) tickets.push(parsed.data);
    else {
      const { key, id } = nameOfIssue.safeParse(each).data ?? {};
      const [first] = parsed.error.issues;
      const field = first?.path.filter((part) => part !== 'fields').join('.') || 'fields';
      unreadable.push({ ...(key && { key }), ...(id && { id }), field });
    }
  }
  return { tickets, unreadable };
}

/** The key of the comment among the fields of a move. */
const commentField = 'comment';

export const offeredTransitions = z.array(transition).transform((all): TicketTransition[] =>
  all.map(({ id, name, to, fields, isAvailable }) => {
    const screen = screenFields(fields ?? {});
    const comment = screen.find((field) => field.id === commentField);
    return {
      id,
      name,
      to,
      fields: screen.filter((field) => field !== comment),
      ...(comment?.required && comment.hasDefault !== true && { needsComment: true as const }),
      ...(isAvailable === false && { isUnavailable: true as const }),
    };
  }),
);

/** Says whether the issue belongs to a service desk, whose customers read its comments. */
export const projectOfIssue = z
  .object({
    fields: z.object({ project: z.object({ projectTypeKey: z.string().nullish() }).nullish() }).nullish(),
  })
  .transform(({ fields }) => ({ isServiceDesk: fields?.project?.projectTypeKey === 'service_desk' }));

/** A comment that was added. */
export const addedComment = z.object({ id });

export const pageOfComments = z.object({
  comments: z.array(
    z.object({
      id,
      body: z.unknown(),
      /** Absent if the site does not list them. */
      properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
    }),
  ),
  /** Absent if the site does not count them. */
  total: z.number().optional().catch(undefined),
});

export type CommentRecord = z.infer<typeof pageOfComments>['comments'][number];

function categoryOf(key: string | null | undefined): TicketStatus['category'] {
  return key === 'new' || key === 'indeterminate' || key === 'done' ? key : 'undefined';
}

import { z } from 'zod';
import { printable } from '../base/printable.ts';
import type { TicketRecord, TicketStatus, TicketTransition } from '../tickets/ticket.ts';
import { textOfDocument } from './adf.ts';

/** The fields of an issue that a ticket is made of. */
export const ticketFields = [
  'summary',
  'description',
  'status',
  'labels',
  'priority',
  'duedate',
  'assignee',
  'updated',
];

/** Text that anybody may have written and that is shown on one line. */
const line = z.string().transform(printable);

const status = z
  .object({
    id: z.string(),
    name: line,
    untranslatedName: line.nullish(),
    statusCategory: z.object({ key: z.string() }).optional(),
  })
  .transform(
    ({ id, name, untranslatedName, statusCategory }): TicketStatus => ({
      id,
      name,
      ...(untranslatedName && untranslatedName !== name && { untranslatedName }),
      category: categoryOf(statusCategory?.key),
    }),
  );

const issue = z.object({
  key: z.string(),
  fields: z.object({
    summary: line.nullish(),
    description: z.unknown(),
    status,
    labels: z.array(z.string()).nullish(),
    priority: z.object({ name: line }).nullish(),
    duedate: z.string().nullish(),
    assignee: z.object({ displayName: line }).nullish(),
    updated: z.coerce.date(),
  }),
});

const transition = z.object({
  id: z.string(),
  name: z.string(),
  to: status,
  isAvailable: z.boolean().optional(),
  fields: z
    .record(
      z.string(),
      z.object({ name: z.string(), required: z.boolean(), hasDefaultValue: z.boolean().optional() }),
    )
    .optional(),
});

export const ticketOfIssue = issue.transform(
  ({ key, fields }): TicketRecord => ({
    key,
    summary: fields.summary ?? '',
    description: textOfDocument(fields.description),
    status: fields.status,
    labels: fields.labels ?? [],
    ...(fields.priority && { priority: fields.priority.name }),
    ...(fields.duedate && { due: fields.duedate }),
    ...(fields.assignee && { assignee: fields.assignee.displayName }),
    updated: fields.updated.toISOString(),
  }),
);

/** The key of the comment among the fields of a move. */
const commentField = 'comment';

export const offeredTransitions = z.array(transition).transform((all): TicketTransition[] =>
  all
    .filter(({ isAvailable }) => isAvailable !== false)
    .map(({ id, name, to, fields = {} }) => {
      const required = Object.entries(fields).filter(
        ([, field]) => field.required && field.hasDefaultValue !== true,
      );
      return {
        id,
        name,
        to,
        requiredFields: required.filter(([key]) => key !== commentField).map(([, field]) => field.name),
        ...(required.some(([key]) => key === commentField) && { needsComment: true as const }),
      };
    }),
);

/** Whether the issue belongs to a service desk, whose customers read its comments. */
export const projectOfIssue = z
  .object({
    fields: z.object({ project: z.object({ projectTypeKey: z.string().nullish() }).nullish() }).nullish(),
  })
  .transform(({ fields }) => ({ isServiceDesk: fields?.project?.projectTypeKey === 'service_desk' }));

/** A comment that was added. */
export const addedComment = z.object({ id: z.string() });

export const pageOfComments = z.object({
  comments: z.array(
    z.object({
      id: z.string(),
      body: z.unknown(),
      /** Absent where the site does not list them. */
      properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional(),
    }),
  ),
  total: z.number(),
});

export type CommentRecord = z.infer<typeof pageOfComments>['comments'][number];

function categoryOf(key: string | undefined): TicketStatus['category'] {
  return key === 'new' || key === 'indeterminate' || key === 'done' ? key : 'undefined';
}

import { z } from 'zod';

/**
 * The JSON of Jira Data Center, as the OpenAPI document of Jira Software Data Center 10.3.24 describes it. A member that the
 * document does not list is an error, so that no member of Jira Cloud slips through.
 */

const url = z.url();
/** `2026-11-29T01:02:03.000+0000` */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/);

/** UserJsonBean. */
export const user = z.strictObject({
  self: url,
  name: z.string(),
  key: z.string(),
  emailAddress: z.string(),
  avatarUrls: z.record(z.string(), url).optional(),
  displayName: z.string(),
  active: z.boolean(),
  timeZone: z.string(),
});

const list = z.strictObject({ size: z.number(), items: z.array(z.unknown()) });

/** UserBean, of the user who asks. */
export const currentUser = user.extend({
  locale: z.string(),
  groups: list,
  applicationRoles: list,
  expand: z.string(),
});

/** StatusJsonBean. */
export const status = z.strictObject({
  self: url,
  description: z.string(),
  iconUrl: url,
  name: z.string(),
  id: z.string(),
  statusColor: z.string().optional(),
  statusCategory: z.strictObject({
    self: url,
    id: z.number(),
    key: z.string(),
    colorName: z.string(),
    name: z.string(),
  }),
});

/** EntityPropertyBean. The value is any JSON. */
export const property = z.strictObject({ key: z.string(), value: z.unknown() });

/** CommentJsonBean. */
export const comment = z.strictObject({
  self: url,
  id: z.string(),
  author: user,
  body: z.string(),
  updateAuthor: user,
  created: time,
  updated: time,
  properties: z.array(property).optional(),
});

/** CommentsWithPaginationJsonBean. */
export const comments = z.strictObject({
  startAt: z.number(),
  maxResults: z.number(),
  total: z.number(),
  comments: z.array(comment),
});

/** FieldMetaBean. */
export const fieldMeta = z.strictObject({
  required: z.boolean(),
  schema: z.looseObject({ type: z.string() }),
  name: z.string(),
  fieldId: z.string().optional(),
  autoCompleteUrl: z.string().optional(),
  hasDefaultValue: z.boolean(),
  defaultValue: z.unknown().optional(),
  operations: z.array(z.string()),
  allowedValues: z.array(z.unknown()).optional(),
});

/** TransitionsMetaBean. */
export const transitions = z.strictObject({
  expand: z.string(),
  transitions: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      description: z.string().optional(),
      opsbarSequence: z.number().optional(),
      to: status,
      fields: z.record(z.string(), fieldMeta).optional(),
    }),
  ),
});

/** ChangelogBean. */
const changelog = z.strictObject({
  startAt: z.number(),
  maxResults: z.number(),
  total: z.number(),
  histories: z.array(
    z.strictObject({
      id: z.string(),
      author: user,
      created: time,
      items: z.array(
        z.strictObject({
          field: z.string(),
          fieldtype: z.string(),
          from: z.string().nullable(),
          fromString: z.string().nullable(),
          to: z.string().nullable(),
          toString: z.string().nullable(),
        }),
      ),
    }),
  ),
});

/** PageBean, of types or of fields of issues to create. */
const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    maxResults: z.number(),
    startAt: z.number(),
    total: z.number(),
    isLast: z.boolean(),
    values: z.array(item),
  });

/** CreateMetaIssueTypeBean. */
export const creatableTypes = pageOf(
  z.strictObject({
    self: url,
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    subtask: z.boolean(),
  }),
);

export const createFields = pageOf(fieldMeta);

/** PermissionsJsonBean. */
export const permissions = z.strictObject({
  permissions: z.record(
    z.string(),
    z.strictObject({
      id: z.string(),
      key: z.string(),
      name: z.string(),
      type: z.string(),
      description: z.string(),
      havePermission: z.boolean(),
      deprecatedKey: z.boolean().optional(),
    }),
  ),
});

/** RemoteIssueLinkBean. */
export const remoteLinks = z.array(
  z.strictObject({
    id: z.number(),
    self: url,
    globalId: z.string().optional(),
    application: z.strictObject({ type: z.string().optional(), name: z.string().optional() }).optional(),
    relationship: z.string().optional(),
    object: z.looseObject({ url, title: z.string() }),
  }),
);

/** RemoteIssueLinkCreateOrUpdateResponse. */
export const putRemoteLink = z.strictObject({ id: z.number(), self: url });

export const users = z.array(user);

/** IssueCreateResponse. */
export const createdIssue = z.strictObject({ id: z.string(), key: z.string(), self: url });

/** IssueBean. The fields that Guardrail reads have exact shapes. */
export const issue = z.strictObject({
  expand: z.string().optional(),
  id: z.string(),
  self: url,
  key: z.string(),
  changelog: changelog.optional(),
  fields: z
    .looseObject({
      summary: z.string(),
      description: z.string().nullable(),
      status,
      labels: z.array(z.string()),
      duedate: z.string().nullable(),
      assignee: user.nullable(),
      reporter: user.nullable(),
      created: time,
      updated: time,
    })
    .partial()
    .optional(),
});

/** SearchResultsBean. */
export const searchResults = z.strictObject({
  expand: z.string(),
  startAt: z.number(),
  maxResults: z.number(),
  total: z.number(),
  issues: z.array(issue),
  warningMessages: z.array(z.string()).optional(),
});

/** ProjectBean. */
export const project = z.strictObject({
  self: url,
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  projectTypeKey: z.string(),
});

export const projects = z.array(project);

/** IssueTypeWithStatusJsonBean. */
export const issueTypesWithStatus = z.array(
  z.strictObject({
    self: url,
    id: z.string(),
    name: z.string(),
    subtask: z.boolean(),
    statuses: z.array(status),
  }),
);

/** BoardBean, in a page. */
const board = z.strictObject({ id: z.number(), self: url, name: z.string(), type: z.string() });

export const boards = z.strictObject({
  maxResults: z.number(),
  startAt: z.number(),
  total: z.number(),
  isLast: z.boolean(),
  values: z.array(board),
});

const relation = z.strictObject({ id: z.string(), self: url });

/** BoardConfigBean. */
export const boardConfiguration = board.extend({
  filter: relation,
  columnConfig: z.strictObject({
    columns: z.array(z.strictObject({ name: z.string(), statuses: z.array(relation) })),
    constraintType: z.string(),
  }),
  ranking: z.strictObject({ rankCustomFieldId: z.number() }),
});

/** The personal access tokens of the user, which the document does not describe. */
export const tokens = z.array(
  z.strictObject({
    id: z.number(),
    name: z.string(),
    createdAt: z.iso.datetime(),
    lastAccessedAt: z.iso.datetime().optional(),
    expiringAt: z.iso.datetime().optional(),
  }),
);

import type { DivergenceView } from './divergence.ts';
import { type FindingView, type Resource, type Severity, severities } from './findings.ts';
import type { Link } from './links.ts';
import type { ListChange } from './list-change.ts';
import { type ListState, listStates } from './list-state.ts';
import { request, returns, windowNotification } from './message.ts';
import { boolean, choice, list, number, object, optional, text, type ValueOf } from './schema.ts';
import type { FindingSubject } from './subjects.ts';

/** The property by which a list is grouped. Each finding is in one group. */
export const groupings = [
  'state',
  'due',
  'severity',
  'template',
  'rule',
  'account',
  'resource',
  'assignee',
] as const;
export type Grouping = (typeof groupings)[number];

/** The value of a group by template: one of several templates declares the resource, and the user has not chosen one. */
export const severalTemplates = 'several';

/**
 * How the findings of a group are sorted. `urgency`: as `byUrgency`. `severity`: the more severe first, then by urgency.
 * `oldest` and `newest`: by `firstSeen`. `resource`: by the resource's name.
 */
export const listOrders = ['urgency', 'severity', 'oldest', 'newest', 'resource'] as const;
export type ListOrder = (typeof listOrders)[number];

/** Longest texts of a filter, in UTF-16 units. */
export const filterLimits = { account: 64, rule: 1_024, text: 200 } as const;

/** A finding is shown if it fits every member that is present. An empty list excludes nothing. */
const filter = object({
  severities: optional(list(choice(severities))),
  states: optional(list(choice(listStates))),
  accounts: optional(list(text({ maxCharacters: filterLimits.account }))),
  /** Values of groups by `rule`. */
  rules: optional(list(text({ maxCharacters: filterLimits.rule }))),
  /** Every word of it is in the finding's key, title, rule, resource, account, region, ticket or file, in any case. */
  text: optional(text({ maxCharacters: filterLimits.text })),
  /** Only findings whose ticket is assigned to the account that the daemon uses for Jira. */
  mine: optional(boolean),
  /** Only findings that fail and were first seen after `newSince`. */
  isNew: optional(boolean),
});
export type FindingFilter = ValueOf<typeof filter>;

const query = {
  groupBy: choice(groupings),
  order: choice(listOrders),
  filter,
  /** The reader's calendar day, `2026-11-23`: decides what is overdue. */
  today: text({ maxCharacters: 10 }),
  /** ISO 8601, UTC. Absent: nothing is new. */
  newSince: optional(text({ maxCharacters: 40 })),
};
const queried = object(query);
export type ListQuery = ValueOf<typeof queried>;

const showParams = object({
  ...query,
  /** At most this many groups are returned. */
  groups: number,
  /** The groups whose rows the window shows, and at most how many of each. */
  open: list(object({ group: text({ maxCharacters: 8_192 }), rows: number })),
  /** The `version` that the window has; 0 if it has nothing. */
  have: number,
});
export type ShowParams = ValueOf<typeof showParams>;

/** The commands of a row that only some findings have; as in `SubjectKind`. */
export const rowSubjects = ['console', 'template', 'arn'] as const satisfies readonly FindingSubject[];

/** A finding as a row of a list. `readSubjects` returns everything of it. */
export interface FindingRow
  extends Pick<
    FindingView,
    'key' | 'severity' | 'title' | 'short' | 'filing' | 'resolvedAt' | 'sample' | 'ticket'
  > {
  readonly resource: Pick<Resource, 'type' | 'id' | 'name'>;
  readonly divergences?: readonly RowDivergence[];
  /** As in `Link`. */
  readonly choice?: NonNullable<Link['choice']>;
  /** Absent: none of them. */
  readonly kinds?: readonly (typeof rowSubjects)[number][];
}

/** How the finding of a row and its ticket disagree. */
export type RowDivergence = Pick<DivergenceView, 'code' | 'tickets' | 'used'>;

/** A group of a list. Groups with the same value exist in several groupings: `id` is different in each. */
export interface ListGroup {
  readonly id: string;
  /** The id of the group that it is a part of. A group that has parts has no rows of its own. */
  readonly within?: string;
  /**
   * A `ListState`, a due state, a severity, a template's absolute path or `severalTemplates`, a rule's identifier or name, an account,
   * a resource, or an assignee's name. Empty: the findings that have none of these.
   */
  readonly value: string;
  /** The rule's title, the account's name or the resource's name; in the session's language. */
  readonly label?: string;
  /** More about a resource: its type. */
  readonly detail?: string;
  readonly count: number;
  /** How many are overdue; absent for none. */
  readonly overdue?: number;
  /** How many are new; absent for none. */
  readonly fresh?: number;
}

/** Numbers of all findings of the list, filtered or not. */
export interface ListCounts {
  readonly all: number;
  /** Those that fail and wait for the developer. */
  readonly open: number;
  /** Among those, as the other numbers. */
  readonly overdue: number;
  /** New: first seen after `newSince`. */
  readonly fresh: number;
  /** Overdue, new, or both. */
  readonly urgent: number;
}

/** The numbers of a list that belong to no group. */
export interface ListSummary {
  readonly counts: ListCounts;
  /** How many findings the filter lets through. */
  readonly shown: number;
  /** Set if the filter asks for `mine`, and Jira has not said who that is: nothing is let through. */
  readonly isMineUnknown?: true;
  /** How many groups there are in addition to the listed ones. */
  readonly moreGroups: number;
}

/** The differences between what a window has and the list of findings that it shows. */
export type ShownChange = ListChange<ListSummary, ListGroup, FindingRow>;

/**
 * The window shows a list of findings: grouped, filtered, sorted, and only as far as it is visible. The daemon remembers it, and
 * later sends what changes in it.
 */
export const showFindings = request({
  method: 'guardrail/findings/show',
  sender: 'window',
  params: showParams,
  result: returns<ShownChange>(),
});

/** Reports the changes of the list that the window shows. */
export const shownChanged = windowNotification<ShownChange>('guardrail/findings/shownChanged');

/** Where the shown list has a finding. */
export type PlaceInList =
  | {
      readonly group: string;
      /** Of the group among all groups that are not a part of another one; 0-based. */
      readonly groupPosition: number;
      /** In the group; 0-based. */
      readonly position: number;
    }
  /** `filtered`: the filter excludes it. `unknown`: no such finding. */
  | { readonly hidden: 'filtered' | 'unknown' };

/** Returns in which group of the shown list a finding is, and where; also if those rows are not shown. */
export const locateFinding = request({
  method: 'guardrail/findings/locate',
  sender: 'window',
  params: object({
    /** A key. */
    finding: text({ minCharacters: 1, maxCharacters: 4_096 }),
  }),
  result: returns<PlaceInList>(),
});

/** A value to filter by, and how many findings have it. */
export interface FilterChoice<Value = string> {
  readonly value: Value;
  readonly label?: string;
  readonly count: number;
}

/** The values that occur among all findings of the list. The first 500 accounts and rules by number of findings. */
export interface FilterChoices {
  readonly severities: readonly FilterChoice<Severity>[];
  readonly states: readonly FilterChoice<ListState>[];
  readonly accounts: readonly FilterChoice[];
  readonly rules: readonly FilterChoice[];
  /** How many are assigned to the account that the daemon uses; absent if Jira has not said who that is. */
  readonly mine?: number;
  readonly fresh: number;
}

/** The values by which the user can filter the list. */
export const listFilterChoices = request({
  method: 'guardrail/findings/filterChoices',
  sender: 'window',
  params: queried,
  result: returns<FilterChoices>(),
});

import type { Issue, World } from '../model.ts';
import type { FieldOption, Person } from '../workflow-model.ts';
import { Refusal } from './answer.ts';
import { fieldValue } from './fields/issue-values.ts';
import { resolutions } from './fields/system-fields.ts';
import { findIssue } from './issue-index.ts';
import { issueTypeOf } from './issue-types.ts';
import { notJql } from './jql-words.ts';
import { categoryOf, projectOf, statusOf } from './statuses.ts';
import { instantOf } from './time-zone.ts';

export interface Clause {
  readonly field: string;
  readonly operator: '=' | '!=' | 'in' | 'not in' | 'is' | 'is not' | '~' | '!~' | '>=' | '<=' | '>' | '<';
  /** Empty for `is` and `is not`. */
  readonly values: readonly string[];
}

/** The time of a query, and the time zone of its dates. */
export interface Clock {
  readonly now: Date;
  readonly timeZone: string;
}

type Test = (issue: Issue) => boolean;

/** @throws Refusal 400 for a field, an operator or a value that is unknown to Jira. */
export function testOf(clause: Clause, world: World, clock: Clock): Test {
  const { operator, values } = clause;
  const field = clause.field.toLowerCase();
  const moment = moments.get(field);
  if (moment !== undefined) return testOfMoment(clause, moment, clock);
  const textFields = texts.get(field);
  if (textFields !== undefined) return testOfText(clause, textFields);

  const readValues = sets(world).get(field);
  if (readValues === undefined) {
    throw new Refusal(400, [
      `Field '${clause.field}' does not exist or you do not have permission to view it.`,
    ]);
  }
  const held = (issue: Issue) => readValues(issue).map(folded);
  if (operator === 'is') return (issue) => held(issue).length === 0;
  if (operator === 'is not') return (issue) => held(issue).length > 0;
  const wanted = new Set(values.map(folded));
  if (field === 'resolution' && wanted.has('unresolved')) {
    return testOf(
      { ...clause, operator: operator === '=' || operator === 'in' ? 'is' : 'is not' },
      world,
      clock,
    );
  }
  checkValues(field, values, world);
  const holds: Test = (issue) => held(issue).some((value) => wanted.has(value));
  if (operator === '=' || operator === 'in') return holds;
  // As in Jira: only `is empty` finds an issue without a value.
  if (operator === '!=' || operator === 'not in') return (issue) => held(issue).length > 0 && !holds(issue);
  throw unsupported(clause);
}

/** Returns the fields whose values are compared as a whole: by their names, ids and keys. */
function sets(world: World): ReadonlyMap<string, (issue: Issue) => readonly string[]> {
  const key = ({ key, formerKeys = [] }: Issue) => [key, ...formerKeys];
  return new Map<string, (issue: Issue) => readonly string[]>([
    ['key', key],
    ['issuekey', key],
    ['issue', key],
    ['id', ({ id }) => [id]],
    ['project', ({ project }) => [project, projectOf(world, project).name]],
    ['labels', ({ labels }) => labels],
    [
      'status',
      (issue) => {
        const { id, name } = statusOf(world, issue);
        return [id, name];
      },
    ],
    [
      'statuscategory',
      ({ project, status }) => {
        const { key, id, name } = categoryOf(projectOf(world, project), status);
        return [key, String(id), name];
      },
    ],
    ['priority', ({ priority }) => [priority]],
    ['assignee', (issue) => namesOf(issue, 'assignee')],
    ['reporter', (issue) => namesOf(issue, 'reporter')],
    ['resolution', (issue) => namesOfOption(resolutions, fieldValue(issue, 'resolution'))],
    ['issuetype', (issue) => typeNames(world, issue)],
    ['type', (issue) => typeNames(world, issue)],
  ]);
}

function namesOf(issue: Issue, fieldId: 'assignee' | 'reporter'): string[] {
  const person = fieldValue(issue, fieldId) as Person | undefined;
  return person ? [person.accountId, person.displayName] : [];
}

function namesOfOption(options: readonly FieldOption[], id: unknown): string[] {
  const option = options.find((each) => each.id === id);
  return option ? [option.id, option.value] : [];
}

function typeNames(world: World, issue: Issue): string[] {
  const { id, name } = issueTypeOf(projectOf(world, issue.project), issue);
  return [id, name];
}

const moments = new Map<string, 'updated' | 'created' | 'due'>([
  ['updated', 'updated'],
  ['created', 'created'],
  ['due', 'due'],
  ['duedate', 'due'],
]);

const texts = new Map<string, readonly ('summary' | 'description')[]>([
  ['text', ['summary', 'description']],
  ['summary', ['summary']],
  ['description', ['description']],
]);

function testOfMoment(clause: Clause, field: 'updated' | 'created' | 'due', clock: Clock): Test {
  if (clause.operator === 'is') return (issue) => issue[field] === null;
  if (clause.operator === 'is not') return (issue) => issue[field] !== null;
  const moment = momentOf(clause, field === 'due' ? { ...clock, timeZone: 'Etc/UTC' } : clock);
  const of = (issue: Issue) => Date.parse(issue[field] ?? '');
  switch (clause.operator) {
    case '>=':
      return (issue) => of(issue) >= moment;
    case '<=':
      return (issue) => of(issue) <= moment;
    case '>':
      return (issue) => of(issue) > moment;
    case '<':
      return (issue) => of(issue) < moment;
    default:
      throw unsupported(clause);
  }
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads `2026-11-23` or `2026-11-23 10:30` (also with slashes), in the user's time zone, or `-7d` or `-4w 2d`. */
function momentOf({ field, values: [value = ''] }: Clause, { now, timeZone }: Clock): number {
  if (/^[+-]?\d+[mhdw]( \d+[mhdw])*$/.test(value)) {
    const sign = value.startsWith('-') ? -1 : 1;
    const parts = [...value.matchAll(/(\d+)([mhdw])/g)];
    const length = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
    return now.getTime() + sign * length;
  }
  const [, year, month, day, hour = '0', minute = '0'] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(value) ?? [];
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  const isDate = Number(month) >= 1 && Number(month) <= 12 && new Date(local).getUTCDate() === Number(day);
  if (isDate && Number(hour) < 24 && Number(minute) < 60) return instantOf(timeZone, local);
  throw new Refusal(400, [
    `Date value '${value}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  ]);
}

/** Returns whether the text contains every word of the value. */
function testOfText(clause: Clause, fields: readonly ('summary' | 'description')[]): Test {
  if (clause.operator !== '~' && clause.operator !== '!~') throw unsupported(clause);
  const words = folded(clause.values[0] ?? '')
    .split(/[\s"*]+/)
    .filter((word) => word !== '');
  const found: Test = (issue) => {
    const text = folded(fields.map((field) => issue[field]).join('\n'));
    return words.every((word) => text.includes(word));
  };
  return clause.operator === '~' ? found : (issue) => !found(issue);
}

/** Refuses unknown values: Jira does not return an empty result for them. */
function checkValues(field: string, values: readonly string[], world: World): void {
  const unknown = (isKnown: (value: string) => boolean) => values.find((value) => !isKnown(folded(value)));
  if (field === 'project') {
    const names = new Set(world.projects.flatMap(({ key, name }) => [folded(key), folded(name)]));
    const value = unknown((each) => names.has(each));
    if (value !== undefined)
      throw new Refusal(400, [`The value '${value}' does not exist for the field 'project'.`]);
  }
  if (field === 'key' || field === 'issuekey' || field === 'issue') {
    const value = unknown((each) => isVisible(findIssue(world, each.toUpperCase())));
    if (value !== undefined) {
      throw new Refusal(400, [`An issue with key '${value}' does not exist for field '${field}'.`]);
    }
  }
  if (field === 'status') {
    const names = new Set(
      world.projects.flatMap(({ statuses }) =>
        Object.values(statuses).flatMap(({ id, name }) => [id, folded(name)]),
      ),
    );
    const value = unknown((each) => names.has(each));
    if (value !== undefined)
      throw new Refusal(400, [`The value '${value}' does not exist for the field 'status'.`]);
  }
}

function isVisible(issue: Issue | undefined): boolean {
  return issue !== undefined && !issue.isHidden;
}

const priorities = ['Low', 'Medium', 'High', 'Highest'];

/** @throws Refusal 400 for a field by which issues cannot be ordered. */
export function orderOf(field: string): (a: Issue, b: Issue) => number {
  switch (field.toLowerCase()) {
    case 'key':
    case 'issuekey':
      return (a, b) => textOrder(a.project, b.project) || numberOf(a) - numberOf(b);
    case 'id':
      return (a, b) => Number(a.id) - Number(b.id);
    case 'priority':
      return (a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority);
    case 'created':
      return (a, b) => textOrder(a.created, b.created);
    case 'updated':
      return (a, b) => textOrder(a.updated, b.updated);
    case 'due':
    case 'duedate':
      return (a, b) => textOrder(a.due ?? '', b.due ?? '');
    default:
      throw notJql(`the field '${field}' cannot be ordered by`);
  }
}

const numberOf = ({ key }: Issue) => Number(key.slice(key.lastIndexOf('-') + 1));
const textOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const folded = (text: string) => text.toLowerCase();

function unsupported({ operator, field }: Clause): Refusal {
  return new Refusal(400, [`The operator '${operator}' is not supported by the '${field}' field.`]);
}

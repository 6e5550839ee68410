import { documentOf } from '../../daemon/sandbox/jira/fields/rich-text.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import type { Field, Transition } from '../../daemon/sandbox/workflow-model.ts';
import { allTricks } from './known-tricks.ts';

type Mutable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

/** Tickets of the sample team whose every text is a known trick. */
export interface HostileTeam {
  /** Its move to review asks for a field whose name, values and validator are tricks. */
  readonly open: string;
  readonly inReview: string;
  /** The id of the required field. */
  readonly field: string;
  /** A value that its validator refuses with a trick. */
  readonly refused: string;
}

/**
 * Writes the known tricks into everything of the sample team that comes from outside: tickets with their comments and people,
 * statuses, moves, screens and validators, accounts, resources and titles of findings.
 */
export function makeHostile({ world, hello }: Pick<Sandbox, 'world' | 'hello'>): HostileTeam {
  let at = 0;
  /** Each trick in its turn; a line that a trick shares with others has all of them. */
  const trick = () => allTricks[at++ % allTricks.length] ?? '';
  const every = allTricks.join(' ');
  /** Guardrail cuts a long sentence: links and icons come first. */
  const sentence = `[open](command:workbench.action.quit) [open](https://evil.example) $(zap) ${every}`;
  const person = () => ({ accountId: `712020:trick-${at}`, displayName: trick() });

  const project = world.projects.find(({ key }) => key === hello.project) as Mutable<
    (typeof world.projects)[0]
  >;
  const own = world.issues.filter((issue) => issue.project === project.key);
  for (const issue of own) {
    issue.summary = trick();
    issue.description = `${issue.description}\n${every}`;
    issue.assignee = person();
    issue.values = { ...issue.values, reporter: person() };
    const comment = { id: `9${issue.id}`, created: issue.updated, properties: [] };
    issue.comments.unshift({ ...comment, author: trick(), body: documentOf(every) });
  }
  const fields: Field[] = [
    {
      id: 'customfield_10900',
      name: '[open](command:workbench.action.quit) $(zap)',
      kind: 'select',
      options: allTricks.map((value, index) => ({ id: String(20_000 + index), value })),
    },
    { id: 'customfield_10901', name: '<img src=x onerror=alert(1)>\u202e $(zap)', kind: 'text' },
  ];
  const move: Transition = {
    ...{
      id: '21',
      from: ['todo'],
      to: 'review',
      name: '[Ask](command:workbench.action.quit) $(zap)\u001b[31m',
    },
    screen: [{ field: 'customfield_10900', required: true }, { field: 'customfield_10901' }],
    validators: [
      { field: 'customfield_10901', optional: true, matches: '^good$', sentence },
      { field: 'customfield_10900', sentence },
    ],
  };
  Object.assign(project, {
    fields,
    issueTypes: [{ id: '10001', name: '<b>Task</b> $(zap)' }],
    transitions: [
      move,
      { id: '31', from: ['review'], to: 'done', name: 'Approve $(zap) <b>' },
      { id: '11', from: ['review'], to: 'todo', name: 'Back [x](command:x)' },
      { id: '41', from: ['done'], to: 'todo', name: 'Reopen' },
    ],
    statuses: {
      todo: { ...project.statuses.todo, name: 'To Do $(zap) [x](command:x)\u001b[2J' },
      review: { ...project.statuses.review, name: 'In Review <img src=x onerror=alert(1)>' },
      done: { ...project.statuses.done, name: 'Done $(zap)\u202e' },
    },
  });

  const [sample] = world.teams;
  const isOwn = (account: string) =>
    world.accounts.some(({ id, ouId }) => id === account && ouId === sample?.ouId);
  for (const account of world.accounts.filter(({ id }) => isOwn(id)))
    Object.assign(account, { name: trick() });
  for (const resource of world.resources.filter(({ account, name }) => isOwn(account) && name !== undefined))
    Object.assign(resource, { name: trick() });
  for (const threat of world.guardduty.filter(({ account }) => isOwn(account)))
    Object.assign(threat, { title: trick(), description: every });

  const open = own.find(({ status }) => status === 'todo')?.key;
  const inReview = own.find(({ status }) => status === 'review')?.key;
  if (open === undefined || inReview === undefined) throw new Error('The sample team has no such tickets.');
  return { open, inReview, field: 'customfield_10900', refused: 'bad' };
}

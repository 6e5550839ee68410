import type { Person } from '../../workflow-model.ts';
import type { Answer, Question } from '../answer.ts';
import { documentOf } from '../fields/rich-text.ts';
import type { JiraSite } from '../jira-site.ts';
import { userJson } from '../people.ts';
import { wikiOf } from './wiki-text.ts';

/** Members of Jira Cloud's JSON that Data Center does not have. */
const cloudMembers = new Set(['jsdPublic', 'simplified', 'style', 'isPrivate', 'location']);

/**
 * Translates between the JSON of Jira Cloud's REST API, version 3, and of Data Center's, version 2: users by name instead of
 * account id, wiki text instead of documents, no members that only Jira Cloud has. The values of properties are the caller's
 * own and stay as they are.
 */
export function createForms(site: JiraSite, user: Person) {
  function answerForm(value: unknown, name?: string): unknown {
    if (typeof value === 'string')
      return value.replaceAll(`${site.url}/rest/api/3/`, `${site.url}/rest/api/2/`);
    if (Array.isArray(value)) return value.map((each) => answerForm(each));
    if (!isRecord(value) || name === 'value') return value;
    if (value.type === 'doc' && value.version === 1) return wikiOf(value);
    const { accountId, displayName } = value;
    if (typeof accountId === 'string' && typeof displayName === 'string') {
      return userJson(site, { accountId, displayName });
    }
    const isProject = 'projectTypeKey' in value;
    const isChange = 'fromString' in value;
    const entries = Object.entries(value)
      .filter(([key]) => !cloudMembers.has(key) && !(isProject && key === 'properties'))
      .filter(([key]) => !(isChange && key === 'fieldId'))
      .map(([key, each]) => [key, answerForm(each, key)] as const);
    return Object.fromEntries(entries);
  }

  /** A comment is read as a document. Every other value is read as Data Center sends it. */
  function questionForm(value: unknown): unknown {
    if (!isRecord(value) || !('body' in value)) return value;
    return { ...value, body: typeof value.body === 'string' ? documentOf(value.body) : undefined };
  }

  return {
    question: (question: Question): Question => ({ ...question, body: questionForm(question.body) }),
    answer: (answer: Answer): Answer =>
      answer.body === undefined ? answer : { ...answer, body: answerForm(answer.body) },
    /** Returns the user of the token, as `/myself` shows it. */
    currentUser: (email: string) => ({
      ...userJson(site, user),
      emailAddress: email,
      locale: 'en_US',
      groups: { size: 0, items: [] },
      applicationRoles: { size: 1, items: [] },
      expand: 'groups,applicationRoles',
    }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

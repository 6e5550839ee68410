import { z } from 'zod';
import { printable } from '../../base/printable.ts';
import { Problem } from '../../domain/problems/problem.ts';
import type { IssueType, TicketFiler } from '../../domain/tickets/filing/filing.ts';
import { filingNotPermitted } from '../../domain/tickets/filing/filing-problems.ts';
import type { JiraConnection } from './api.ts';
import type { Expect } from './expect.ts';
import { quoted } from './jql.ts';
import { screenFields } from './screens/fields.ts';
import { jiraFields, type ValueForms } from './screens/values.ts';

/** Jira's own limit. */
const maxPageItems = 200;
/** A site that never ends a list is not read on. */
const maxPages = 10;
const maxFoundTickets = 20;

const key = z.string().regex(/^[A-Z][A-Z0-9_]*-[1-9][0-9]*$/);
const created = z.object({ key });
const line = z.string().transform((text) => printable(text.slice(0, 255)));
const issueType = z.object({
  id: z.union([z.string().max(100), z.number()]).transform(String),
  name: line,
  subtask: z.boolean().nullish(),
});
const described = z.looseObject({ fieldId: z.string().nullish(), key: z.string().nullish() });
/** Cloud names its lists, Data Center calls every list `values`. */
const page = z.object({
  issueTypes: z.array(z.unknown()).optional(),
  fields: z.array(z.unknown()).optional(),
  values: z.array(z.unknown()).optional(),
  total: z.number().optional().catch(undefined),
  isLast: z.boolean().optional().catch(undefined),
});
const found = z.object({ issues: z.array(z.object({ key })) });

type Range = { readonly startAt: number; readonly maxResults: number };

/** Files tickets on a site of any kind of deployment. */
export function ticketFiler(connection: JiraConnection, expect: Expect, forms: ValueForms): TicketFiler {
  const { client, api } = connection;

  async function all(operation: string, ask: (range: Range) => Promise<unknown>): Promise<unknown[]> {
    const values: unknown[] = [];
    for (let pages = 0; pages < maxPages; pages++) {
      const answer = await ask({ startAt: values.length, maxResults: maxPageItems });
      const { total, isLast, ...lists } = expect(page, answer, operation);
      const more = lists.values ?? lists.issueTypes ?? lists.fields ?? [];
      values.push(...more);
      // A site that neither counts nor says which page is the last has sent a short page, or everything.
      const isEnd = isLast ?? (total === undefined ? more.length < maxPageItems : values.length >= total);
      if (more.length === 0 || isEnd) break;
    }
    return values;
  }

  async function searchKeys(condition: string, signal: AbortSignal): Promise<readonly string[]> {
    const operation = 'search';
    const call = client({ operation, signal, repeats: true });
    const jql = `${condition} ORDER BY created`;
    const answer = await api.searchKeys(call, { jql, maxResults: maxFoundTickets });
    return expect(found, answer, operation).issues.map((issue) => issue.key);
  }

  return {
    async listIssueTypes(project, signal) {
      const operation = 'getCreateTypes';
      const call = client({ operation, signal, repeats: true });
      try {
        const values = await all(operation, (range) => api.getCreateTypes(call, { project, ...range }));
        return values.flatMap((value): IssueType[] => {
          const { data } = issueType.safeParse(value);
          if (!data) return [];
          return [
            { id: data.id, name: data.name, ...(data.subtask === true && { isSubtask: true as const }) },
          ];
        });
      } catch (error) {
        throw notPermitted(error, project);
      }
    },
    async readCreateFields(project, issueTypeId, signal) {
      const operation = 'getCreateFields';
      const call = client({ operation, signal, repeats: true });
      try {
        const values = await all(operation, (range) =>
          api.getCreateFields(call, { project, issueTypeId, ...range }),
        );
        return screenFields(
          Object.fromEntries(
            values.flatMap((value) => {
              const { data } = described.safeParse(value);
              const id = data?.fieldId ?? data?.key;
              return id ? [[id, value]] : [];
            }),
          ),
        );
      } catch (error) {
        throw notPermitted(error, project);
      }
    },
    async findFiled({ label, link }, signal) {
      const labelled = `labels = ${quoted(label)}`;
      const linked = link && `issue in issuesWithRemoteLinksByGlobalId(${quoted(link.globalId)})`;
      try {
        return await searchKeys(linked ? `(${labelled} OR ${linked})` : labelled, signal);
      } catch (error) {
        // Not every site has the function for links.
        if (!linked || !(error instanceof Problem) || error.code !== 'jira-refused') throw error;
        return searchKeys(labelled, signal);
      }
    },
    async createTicket({ project, issueType: type, fields }, signal) {
      const operation = 'createIssue';
      const call = client({ operation, signal });
      const answer = await api.createIssue(call, {
        fields: { ...jiraFields(fields, forms), project: { key: project }, issuetype: { id: type } },
      });
      return expect(created, answer, operation).key;
    },
    async linkPage(ticket, { globalId, url, title }, signal) {
      const call = client({ operation: 'linkPage', ticket, signal });
      const issueIdOrKey = encodeURIComponent(ticket);
      await api.putRemoteLink(call, { issueIdOrKey, globalId, object: { url, title } });
    },
  };
}

/** Jira answers 403 or 404 if the account cannot create tickets in a project, or cannot see it. */
function notPermitted(error: unknown, project: string): unknown {
  const codes = new Set(['jira-access-denied', 'jira-refused', 'jira-site-invalid', 'ticket-unknown']);
  return error instanceof Problem && codes.has(error.code) ? filingNotPermitted(project) : error;
}

import type { Issue } from '../../model.ts';
import type { Change, ChangeItem } from '../../workflow-model.ts';
import { jiraTime, personJson } from '../issue-json.ts';

/** Returns an issue's history as `expand=changelog` shows it: the newest change first. */
export function historyJson(site: string, { changes = [] }: Issue) {
  const histories = changes.toReversed().map((change) => changeJson(site, change));
  return { startAt: 0, maxResults: histories.length, total: histories.length, histories };
}

export function changeJson(site: string, { id, author, created, items }: Change) {
  return {
    id,
    author: personJson(site, author),
    created: jiraTime(created),
    items: items.map(itemJson),
  };
}

function itemJson({ field, fieldId, from, to, fromText, toText }: ChangeItem) {
  const fieldtype = fieldId.startsWith('customfield_') ? 'custom' : 'jira';
  return { field, fieldtype, fieldId, from, fromString: fromText, to, toString: toText };
}

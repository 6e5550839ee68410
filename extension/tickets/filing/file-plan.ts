import type { FilingForm } from '#protocol/filing.ts';
import type { FindingView } from '#protocol/findings.ts';
import { maxTickets } from '../decisions/plan.ts';

/** Which of the selected findings get a ticket, and which rows are left out and why. */
export interface FilePlan {
  readonly going: readonly FindingView[];
  readonly left: readonly { readonly name: string; readonly why: 'has-ticket' | 'waiting' | 'too-many' }[];
}

/** Returns the plan for the selected rows of the findings tree, each finding once. Rows without a finding are not in it. */
export function filePlanOf(
  rows: readonly unknown[],
  findingOf: (key: string) => FindingView | undefined,
): FilePlan {
  const going = new Map<string, FindingView>();
  const left = new Map<string, FilePlan['left'][number]>();
  for (const row of rows) {
    const key = (row as { finding?: { key?: unknown } } | undefined)?.finding?.key;
    const finding = typeof key === 'string' ? findingOf(key) : undefined;
    if (!finding || going.has(finding.key)) continue;
    const { ticket, filing, resource } = finding;
    const name = resource.name ?? resource.id;
    if (ticket) left.set(finding.key, { name: `${name} (${ticket.key})`, why: 'has-ticket' });
    else if (filing) left.set(finding.key, { name, why: 'waiting' });
    else if (going.size >= maxTickets) left.set(finding.key, { name, why: 'too-many' });
    else going.set(finding.key, finding);
  }
  return { going: [...going.values()], left: [...left.values()] };
}

/** Returns the names of the fields that Jira requires and that only a person can fill in. */
export function fieldsToAsk({ fields, proposed }: Pick<FilingForm, 'fields' | 'proposed'>): string[] {
  return fields
    .filter(({ id, required, hasDefault }) => required && !hasDefault && !(id in proposed))
    .map(({ name }) => name);
}

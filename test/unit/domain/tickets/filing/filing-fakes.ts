import type { FileTicket } from '../../../../../daemon/domain/tickets/filing/file-ticket.ts';
import type {
  Filing,
  FilingOutbox,
  QueuedFiling,
} from '../../../../../daemon/domain/tickets/filing/filing.ts';
import type { TicketRecord } from '../../../../../daemon/domain/tickets/ticket.ts';
import { buildTicket } from '../../../../support/ticket-builder.ts';

export const label = 'guardrail-0123456789abcdef';
export const filing: Omit<Filing, 'id' | 'createdAt'> = {
  finding: 'finding-key',
  label,
  project: 'APP',
  issueType: '10001',
  fields: [{ id: 'labels', control: 'labels', value: ['guardrail', label] }],
  link: { globalId: `guardrail:${label}`, url: 'https://console.example/bucket', title: 'Bucket' },
};

/** Like the store: its content outlives the queue that uses it. */
export function memoryFilings(): FilingOutbox {
  let queue: QueuedFiling[] = [];
  let withdrawn: QueuedFiling[] = [];
  const change = (id: string, to: (filing: QueuedFiling) => QueuedFiling) => {
    queue = queue.map((each) => (each.id === id ? to(each) : each));
  };
  return {
    add(added, progress = { step: 'queued' }) {
      withdrawn = withdrawn.filter(({ finding }) => finding !== added.finding);
      queue = [
        ...queue.filter(({ finding }) => finding !== added.finding),
        { ...added, ...progress, state: 'waiting' },
      ];
    },
    list: () => [...queue],
    find: (id) => queue.find((each) => each.id === id),
    record: (id, progress) =>
      change(id, ({ sentAt: _sent, ticket: _ticket, ...rest }) => ({ ...rest, ...progress })),
    settle(id) {
      queue = queue.filter((each) => each.id !== id);
    },
    withdraw(id) {
      withdrawn.push(...queue.filter((each) => each.id === id && each.step !== 'queued'));
      queue = queue.filter((each) => each.id !== id);
    },
    withdrawn: (finding) => withdrawn.find((each) => each.finding === finding),
    mark: (id, state, note, code) => change(id, (each) => ({ ...each, state, note, code })),
  };
}

export type Step = 'findFiled' | 'createTicket' | 'readTicket' | 'linkPage' | 'changeLabels';

/** A Jira in memory whose search finds a ticket only if `indexed` is true. `before` and `after` may throw. */
export function memoryFiler() {
  const tickets: TicketRecord[] = [];
  const links: string[] = [];
  const site = { indexed: true, takesLabels: true };
  const hooks = {
    before: async (_step: Step): Promise<void> => {},
    after: async (_step: Step): Promise<void> => {},
  };
  async function step<T>(name: Step, work: () => T): Promise<T> {
    await hooks.before(name);
    const result = work();
    await hooks.after(name);
    return result;
  }
  const ticket = (key: string) => {
    const found = tickets.find((each) => each.key === key);
    if (!found) throw new Error(`the test has no ${key}`);
    return found;
  };
  const jira: FileTicket['jira'] = {
    listIssueTypes: async () => [],
    readCreateFields: async () => [],
    findFiled: ({ label: sought }) =>
      step('findFiled', () =>
        site.indexed ? tickets.filter(({ labels }) => labels.includes(sought)).map(({ key }) => key) : [],
      ),
    createTicket: ({ fields }) =>
      step('createTicket', () => {
        const labels = fields.find(({ id }) => id === 'labels')?.value ?? [];
        const key = `APP-${tickets.length + 1}`;
        tickets.push(buildTicket({ key, labels: site.takesLabels ? [...labels] : [] }));
        return key;
      }),
    readTicket: (key) => step('readTicket', () => ticket(key)),
    changeLabels: (key, { add }) =>
      step('changeLabels', () => {
        const at = tickets.indexOf(ticket(key));
        tickets[at] = { ...ticket(key), labels: [...ticket(key).labels, ...add] };
      }),
    linkPage: (key, { globalId }) =>
      step('linkPage', () => {
        if (!links.includes(`${key} ${globalId}`)) links.push(`${key} ${globalId}`);
      }),
  };
  return { jira, tickets, links, site, hooks };
}

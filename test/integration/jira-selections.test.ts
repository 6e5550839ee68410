import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../daemon/domain/problems/problem.ts';
import { conditionOf, type TicketSelection } from '../../daemon/domain/tickets/selection.ts';
import type { TicketRecord } from '../../daemon/domain/tickets/ticket.ts';
import type { TicketService } from '../../daemon/domain/tickets/ticket-service.ts';
import { jiraConnector } from '../../daemon/integrations/jira/connect.ts';
import { jiraKinds } from '../../daemon/sandbox/jira/server.ts';
import { account, openSandboxJira, type SandboxJira } from '../support/sandbox-jira.ts';

const { signal } = new AbortController();

describe.each(jiraKinds)('the tickets of a selection in %s', (kind) => {
  let site: SandboxJira;
  beforeEach(async () => {
    site = await openSandboxJira('simple', { kind });
  });
  afterEach(() => site.jira.close());

  function sourceOf(selection: TicketSelection): TicketService {
    const { url, gateway } = site.jira;
    return jiraConnector({ wait: async () => {} }).connect(
      {
        ...{ site: url, token: account.token, selection },
        ...(kind !== 'data-center' && { email: account.email }),
        ...(gateway !== undefined && { gateway }),
      },
      () => {},
    );
  }
  const inJql = (jql: string) => sourceOf({ projects: ['PAY'], jql: conditionOf(jql) ?? '' });
  async function read(source: TicketService): Promise<TicketRecord[]> {
    const all: TicketRecord[] = [];
    for await (const { tickets } of source.readTickets(signal)) all.push(...tickets);
    return all;
  }
  const problemOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error) => (error instanceof Problem ? error : undefined),
    );

  it.each([
    ['a field that is not visible', 'colour = red', /Field 'colour' does not exist or you do not have/],
    ['an unknown function', 'assignee in membersOfNothing()', /Unable to find JQL function/],
    ['a value that does not exist', 'status = Nowhere', /value 'Nowhere' does not exist/],
    ['text that is no query', 'status Nowhere', /Error in the JQL Query|is not an operator/],
  ])('a refusal of %s is reported as one of the JQL, in the site’s words', async (_, jql, said) => {
    const problem = await problemOf(read(inJql(jql)));
    expect(problem?.code).toBe('jira-jql-refused');
    expect(problem?.facts).toMatchObject({ said: expect.stringMatching(said) });
  });

  it('the team’s JQL is read with functions, alternatives and an order of its own', async () => {
    const source = inJql('updated >= startOfDay(-30d) OR priority = Highest ORDER BY priority');
    const since = Date.now() - 30 * 86_400_000;
    const keys = site.keysWhere(
      ({ project, updated, priority }) =>
        project === 'PAY' && (Date.parse(updated) >= since || priority === 'Highest'),
    );
    const found = (await read(source)).map(({ key }) => key);
    // The day of a month ago began before this minute.
    expect(found).toEqual(expect.arrayContaining(keys));
    expect(found.length).toBeLessThan(site.keysWhere(({ project }) => project === 'PAY').length);
  });

  it('a search that is late does not hide a ticket as it is now from a look-up', async () => {
    const source = sourceOf({ projects: ['PAY'] });
    const { key } = site.issueAt('todo');
    site.jira.faults.lagSearch(true);
    site.jira.others.edit(key, { status: 'done' });
    const listed = (await read(source)).find((ticket) => ticket.key === key);
    const { found } = await source.findTickets([{ key }], signal);
    expect(listed?.status.category).toBe('new');
    expect(found.map(({ status }) => status.category)).toEqual(['done']);
  });

  it('a list with a ticket that does not exist is read without it', async () => {
    const source = sourceOf({ projects: ['PAY'] });
    const { key } = site.issueAt('todo');
    const fetched: TicketRecord[] = [];
    for await (const { tickets } of source.fetchTickets([{ key: 'PAY-99999' }, { key }], signal))
      fetched.push(...tickets);
    expect(fetched.map((ticket) => ticket.key)).toEqual([key]);
  });

  it('a moved, a deleted and a hidden ticket are distinguished by their look-up', async () => {
    const source = sourceOf({ projects: ['PAY'] });
    const [moved, deleted, hidden, same] = site.world.issues.filter(({ project }) => project === 'PAY');
    if (!moved || !deleted || !hidden || !same) throw new Error('PAY has too few issues');
    const names = [moved, deleted, hidden, same].map(({ key, id }) => ({ key, id }));
    const other = site.world.projects.find(({ key }) => key !== 'PAY')?.key ?? '';
    const from = moved.key;
    const to = site.jira.others.move(from, other);
    site.jira.others.remove(deleted.key);
    site.jira.others.hide(hidden.key, true);

    const fates = await source.findTickets(names, signal);
    expect(fates.moved).toEqual([{ from, to }]);
    expect(fates.gone.toSorted()).toEqual([deleted.key, hidden.key].toSorted());
    expect(fates.found.map(({ key }) => key)).toEqual([same.key]);
  });

  it('an archived ticket, which no search finds, no longer meets the team’s JQL', async () => {
    const { key, id } = site.issueAt('todo');
    site.jira.others.archive(key);
    const { gone } = await inJql('labels = guardrail').findTickets([{ key, id }], signal);
    expect(gone).toEqual([key]);
  });

  it('a filed ticket is found by its label on a site without the function for links', async () => {
    const source = sourceOf({ projects: ['PAY'] });
    const issue = site.world.issues.find(({ labels }) => labels.length > 1);
    const label = issue?.labels.find((each) => each.startsWith('guardrail-')) ?? '';
    // Which address takes the token is known from here on.
    await source.readTicket(issue?.key ?? '', signal);
    let refused = 0;
    site.jira.faults.choose(({ path }) =>
      path.includes('/search') && refused++ === 0
        ? { status: 400, body: { errorMessages: ["Unable to find JQL function 'issuesWith…'."], errors: {} } }
        : undefined,
    );
    const link = { globalId: 'guardrail:1', url: 'https://console.example/1', title: 'A bucket' };
    expect(await source.findFiled({ label, link }, signal)).toEqual([issue?.key]);
    expect(refused).toBe(2);
  });
});

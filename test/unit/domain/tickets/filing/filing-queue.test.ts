import { describe, expect, it } from 'vitest';
import { Problem, type ProblemCode } from '../../../../../daemon/domain/problems/problem.ts';
import { maxSearchLagMs } from '../../../../../daemon/domain/tickets/filing/file-ticket.ts';
import { createFilingQueue } from '../../../../../daemon/domain/tickets/filing/filing-queue.ts';
import { buildTicket } from '../../../../support/ticket-builder.ts';
import { filing, label, memoryFiler, memoryFilings, type Step } from './filing-fakes.ts';

const { signal } = new AbortController();
const problem = (code: ProblemCode) => new Problem(code, {}, {});
const codeOf = (work: Promise<{ result: string }>) =>
  work.then(
    ({ result }) => result,
    (error) => (error instanceof Problem ? error.code : String(error)),
  );

function setUp() {
  const site = memoryFiler();
  const outbox = memoryFilings();
  const clock = { now: Date.parse('2026-11-29T00:00:00.000Z') };
  const kept: string[] = [];
  const start = () =>
    createFilingQueue({
      outbox,
      source: () => site.jira,
      keeper: () => (ticket) => kept.push(ticket.key),
      now: () => clock.now,
    });
  const fail = (moment: 'before' | 'after', step: Step, code: ProblemCode = 'jira-unreachable') => {
    site.hooks[moment] = async (now) => {
      if (now === step) throw problem(code);
    };
  };
  const heal = () => {
    site.hooks.before = async () => {};
    site.hooks.after = async () => {};
  };
  return { ...site, outbox, clock, kept, start, queue: start(), fail, heal };
}

describe('a ticket that a person files', () => {
  it('is created once, with the finding’s label and its page', async () => {
    const { queue, tickets, links, outbox, kept } = setUp();
    expect(await queue.submit(filing, signal)).toMatchObject({ result: 'filed', existed: false });
    expect(tickets.map(({ labels }) => labels)).toEqual([['guardrail', label]]);
    expect(links).toEqual([`APP-1 guardrail:${label}`]);
    expect([outbox.list(), kept]).toEqual([[], ['APP-1']]);
  });

  it('is the ticket that another person filed before, if there is one', async () => {
    const { queue, tickets, site } = setUp();
    tickets.push(buildTicket({ key: 'APP-7', labels: [label] }));
    expect(await queue.submit(filing, signal)).toMatchObject({ existed: true, ticket: { key: 'APP-7' } });
    expect([tickets.length, site.indexed]).toEqual([1, true]);
  });

  it('gets its label afterwards if the project’s screen has no labels', async () => {
    const { queue, tickets, site } = setUp();
    site.takesLabels = false;
    expect(await codeOf(queue.submit(filing, signal))).toBe('filed');
    expect(tickets[0]?.labels).toEqual(['guardrail', label]);
  });

  it('waits while Jira cannot be reached, and is created by the next sync run', async () => {
    const { queue, start, tickets, outbox, fail, heal } = setUp();
    fail('before', 'findFiled');
    expect(await codeOf(queue.submit(filing, signal))).toBe('waiting');
    expect(outbox.list()).toMatchObject([{ step: 'queued', code: 'jira-unreachable' }]);
    heal();
    await start().flush(signal);
    expect([tickets.length, outbox.list()]).toEqual([1, []]);
  });

  it('is looked for, not created again, if Jira’s answer was lost', async () => {
    const { queue, start, tickets, links, outbox, fail, heal } = setUp();
    fail('after', 'createTicket');
    expect(await codeOf(queue.submit(filing, signal))).toBe('waiting');
    heal();
    await start().flush(signal);
    expect([tickets.length, links.length, outbox.list()]).toEqual([1, 1, []]);
  });

  it('is not created again before the search had time to find it', async () => {
    const { queue, start, tickets, site, outbox, clock, fail, heal } = setUp();
    site.indexed = false;
    fail('after', 'createTicket');
    await queue.submit(filing, signal);
    heal();
    clock.now += maxSearchLagMs - 1_000;
    await start().flush(signal);
    expect([tickets.length, outbox.list()[0]?.code]).toEqual([1, 'filing-unsettled']);
    site.indexed = true;
    await start().flush(signal);
    expect([tickets.length, outbox.list()]).toEqual([1, []]);
  });

  it('is created after that time if the request never arrived', async () => {
    const { queue, start, tickets, outbox, clock, fail, heal } = setUp();
    fail('before', 'createTicket');
    await queue.submit(filing, signal);
    heal();
    await start().flush(signal);
    expect(tickets).toHaveLength(0);
    clock.now += maxSearchLagMs + 1;
    await start().flush(signal);
    expect([tickets.length, outbox.list()]).toEqual([1, []]);
  });

  it('that is filed again while its outcome is unknown is one ticket', async () => {
    const { queue, tickets, fail, heal } = setUp();
    fail('after', 'createTicket');
    await queue.submit(filing, signal);
    heal();
    expect(await codeOf(queue.submit(filing, signal))).toBe('filed');
    expect(tickets).toHaveLength(1);
  });

  it('that is filed twice at the same time is one ticket', async () => {
    const { queue, tickets, site } = setUp();
    site.indexed = false;
    const results = await Promise.all([
      codeOf(queue.submit(filing, signal)),
      codeOf(queue.submit(filing, signal)),
    ]);
    expect(tickets).toHaveLength(1);
    expect(results).toEqual(['filed', 'filed']);
  });

  it.each(['linkPage', 'readTicket', 'changeLabels'] as const)(
    'continues after a cut at %s without another ticket',
    async (step) => {
      for (const moment of ['before', 'after'] as const) {
        const { queue, start, tickets, links, site, outbox, fail, heal } = setUp();
        site.takesLabels = step !== 'changeLabels';
        fail(moment, step);
        expect(await codeOf(queue.submit(filing, signal))).toBe('waiting');
        heal();
        await start().flush(signal);
        expect([tickets.length, links.length, outbox.list()]).toEqual([1, 1, []]);
        expect(tickets[0]?.labels).toContain(label);
      }
    },
  );

  it('that Jira refuses is not kept: the person sees why and files again', async () => {
    const { queue, tickets, outbox, fail } = setUp();
    fail('before', 'createTicket', 'jira-refused');
    expect(await codeOf(queue.submit(filing, signal))).toBe('jira-refused');
    expect([tickets.length, outbox.list()]).toEqual([0, []]);
  });

  it('is shown although the site allows neither its page nor its label', async () => {
    const { queue, site, fail } = setUp();
    site.takesLabels = true;
    fail('before', 'linkPage', 'jira-access-denied');
    expect(await codeOf(queue.submit(filing, signal))).toBe('filed');
  });

  it.each(['jira-site-unavailable', 'jira-unexpected'] as const)(
    'is filed on a site without links to other pages (%s)',
    async (code) => {
      const { queue, tickets, outbox, fail } = setUp();
      fail('before', 'linkPage', code);
      expect(await codeOf(queue.submit(filing, signal))).toBe('filed');
      expect([tickets.length, outbox.list()]).toEqual([1, []]);
    },
  );

  it('waits until the user signs in', async () => {
    const { outbox, tickets, start } = setUp();
    const signedOut = createFilingQueue({
      outbox,
      source: () => {
        throw problem('jira-signed-out');
      },
      keeper: () => () => {},
    });
    expect(await codeOf(signedOut.submit(filing, signal))).toBe('jira-signed-out');
    await start().flush(signal);
    expect(tickets).toHaveLength(1);
  });

  it('that is withdrawn before its request is not created', async () => {
    const { queue, tickets, outbox, hooks } = setUp();
    hooks.after = async (step) => {
      if (step === 'findFiled') queue.withdraw(filing.finding);
    };
    expect(await codeOf(queue.submit(filing, signal))).toBe('filing-withdrawn');
    expect([tickets, outbox.list()]).toEqual([[], []]);
  });

  it.each(['createTicket', 'readTicket'] as const)(
    'that was withdrawn after its request is looked for if it is filed again: the answer to %s was lost',
    async (step) => {
      const { queue, start, tickets, site, clock, fail, heal } = setUp();
      site.indexed = false;
      fail('after', step);
      expect(await codeOf(queue.submit(filing, signal))).toBe('waiting');
      queue.withdraw(filing.finding);
      heal();
      await start().flush(signal);
      clock.now += maxSearchLagMs - 1_000;
      expect(await codeOf(start().submit(filing, signal))).toBe('waiting');
      site.indexed = true;
      expect(await codeOf(start().submit(filing, signal))).toBe('filed');
      expect(tickets).toHaveLength(1);
    },
  );

  it('that was withdrawn after its request is created if the search had time and does not find it', async () => {
    const { queue, start, tickets, clock, fail, heal } = setUp();
    fail('before', 'createTicket');
    await queue.submit(filing, signal);
    queue.withdraw(filing.finding);
    heal();
    clock.now += maxSearchLagMs + 1;
    expect(await codeOf(start().submit(filing, signal))).toBe('filed');
    expect(tickets).toHaveLength(1);
  });

  it('that was withdrawn is filed again only when the user files it again', async () => {
    const { queue, tickets, fail, heal } = setUp();
    fail('before', 'findFiled');
    await queue.submit(filing, signal);
    queue.withdraw(filing.finding);
    heal();
    await queue.flush(signal);
    expect(tickets).toEqual([]);
    expect(await codeOf(queue.submit(filing, signal))).toBe('filed');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxFoundUsers } from '#protocol/moves.ts';
import { Problem } from '../../daemon/domain/problems/problem.ts';
import type { TicketFiler } from '../../daemon/domain/tickets/filing/filing.ts';
import { askedFields } from '../../daemon/domain/tickets/moves/asked-fields.ts';
import type { ListedTicket, TicketRecord, TicketSource } from '../../daemon/domain/tickets/ticket.ts';
import type { ValidatedExchanges } from './validated-exchanges.ts';

/** A Jira of one deployment kind, with tickets that a test may change. */
export interface TicketSite {
  readonly source: TicketSource;
  /** The same site with a token that is unknown to it. */
  readonly signedOut: TicketSource;
  /** Keys of every ticket of the project. */
  readonly keys: readonly string[];
  /** A ticket that offers a move to another status without required fields. */
  readonly movable: string;
  /** Files tickets in the project of `movable`. Absent on a site where each of them would stay. */
  readonly filer?: TicketFiler;
  /** Records what is sent and received. Absent on a site that refuses what it does not know. */
  readonly exchanges?: Pick<ValidatedExchanges, 'broken' | 'operations'>;
  /** Resolves to the current number of the ticket's comments, from the site itself. */
  comments(key: string): Promise<number>;
  close(): Promise<void>;
}

/** Tests the contract of every implementation of `TicketSource`. */
export function ticketSourceContract(name: string, start: () => Promise<TicketSite>): void {
  describe(`${name} as a source of tickets`, () => {
    const { signal } = new AbortController();
    let site: TicketSite;
    beforeAll(async () => {
      site = await start();
    });
    afterAll(() => site.close());

    const readAll = async (source = site.source) => {
      const pages: (readonly TicketRecord[])[] = [];
      for await (const page of source.readTickets(signal)) pages.push(page.tickets);
      return pages;
    };
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'no problem',
        (error) => (error instanceof Problem ? error.code : String(error)),
      );

    it('reads every ticket of the project once, over pages', async () => {
      const pages = await readAll();
      const keys = pages.flat().map(({ key }) => key);
      expect(keys.toSorted()).toEqual([...site.keys].toSorted());
      expect(pages.length).toBeGreaterThan(1);
    });

    it('returns records whose times, dates and statuses have one form', async () => {
      for (const ticket of (await readAll()).flat()) {
        expect(ticket.summary).not.toBe('');
        expect(ticket.description).not.toMatch(/"type":/);
        expect(new Date(ticket.updated).toISOString()).toBe(ticket.updated);
        if (ticket.due !== undefined) expect(ticket.due).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(ticket.status.name).not.toBe('');
        expect(['new', 'indeterminate', 'done']).toContain(ticket.status.category);
      }
    });

    it('reads one ticket as it is in the list', async () => {
      const listed = (await readAll()).flat().find(({ key }) => key === site.movable);
      expect(await site.source.readTicket(site.movable, signal)).toEqual(listed);
    });

    it('moves a ticket by an offered move', async () => {
      const offered = await site.source.listTransitions(site.movable, signal);
      const before = await site.source.readTicket(site.movable, signal);
      const move = offered.find((each) => each.to.id !== before.status.id && askedFields(each).length === 0);
      if (!move) throw new Error(`${site.movable} offers no move`);
      await site.source.move(site.movable, move.id, signal);
      expect((await site.source.readTicket(site.movable, signal)).status).toEqual(move.to);
      const { name } = await site.source.readMyself(signal);
      expect(await site.source.readLastMove(site.movable, signal)).toMatchObject({
        by: name,
        to: move.to.id,
      });
    });

    it('says who moved a ticket last, when and where to', async () => {
      const before = await site.source.readTicket(site.movable, signal);
      const offered = await site.source.listTransitions(site.movable, signal);
      const move = offered.find((each) => each.to.id !== before.status.id && askedFields(each).length === 0);
      if (!move) throw new Error(`${site.movable} offers no move`);
      await site.source.move(site.movable, move.id, signal);
      const after = await site.source.readTicket(site.movable, signal);
      // A later change of another kind is no move.
      await site.source.changeLabels(site.movable, { add: ['guardrail-contract'], remove: [] }, signal);
      await site.source.changeLabels(site.movable, { add: [], remove: ['guardrail-contract'] }, signal);

      const last = await site.source.readLastMove(site.movable, signal);
      expect(last).toEqual({ by: expect.stringMatching(/./), at: expect.any(String), to: after.status.id });
      expect(new Date(last?.at ?? '').toISOString()).toBe(last?.at);
      // Jira writes the time of a change to the history and to the ticket separately.
      expect(Math.abs(Date.parse(last?.at ?? '') - Date.parse(after.updated))).toBeLessThan(2_000);
    });

    it('says of a ticket that does not exist that nothing is known about its moves', async () => {
      const unknown = `${site.movable.split('-')[0]}-99999999`;
      expect(await codeOf(site.source.readLastMove(unknown, signal))).toBe('ticket-unknown');
    });

    it('adds and removes labels, and leaves the others as they are', async () => {
      const { labels } = await site.source.readTicket(site.movable, signal);
      const change = { add: ['guardrail-contract'], remove: [] };
      await site.source.changeLabels(site.movable, change, signal);
      await site.source.changeLabels(site.movable, change, signal);
      const changed = (await site.source.readTicket(site.movable, signal)).labels;
      expect(changed.toSorted()).toEqual([...labels, 'guardrail-contract'].toSorted());
      await site.source.changeLabels(site.movable, { add: [], remove: change.add }, signal);
      expect((await site.source.readTicket(site.movable, signal)).labels.toSorted()).toEqual(
        labels.toSorted(),
      );
    });

    it('files a ticket that it finds by its label, and links its page once', async () => {
      const { filer } = site;
      if (!filer) return;
      const project = site.movable.replace(/-\d+$/, '');
      const [type] = (await filer.listIssueTypes(project, signal)).filter(({ isSubtask }) => !isSubtask);
      const fields = await filer.readCreateFields(project, type?.id ?? '', signal);
      expect(fields.find(({ id }) => id === 'summary')).toMatchObject({ control: 'text', required: true });
      const label = 'guardrail-00000000c0472ac7';
      const link = { globalId: `guardrail:${label}`, url: 'https://console.example/x', title: 'A bucket' };
      expect(await filer.findFiled({ label, link }, signal)).toEqual([]);

      const text = 'A finding: *not bold*';
      const key = await filer.createTicket(
        {
          ...{ project, issueType: type?.id ?? '' },
          fields: [
            { id: 'summary', control: 'text', value: text },
            { id: 'labels', control: 'labels', value: ['guardrail', label] },
          ],
        },
        signal,
      );
      expect(await filer.findFiled({ label, link }, signal)).toEqual([key]);
      expect(await site.source.readTicket(key, signal)).toMatchObject({ key, summary: text });
      for (const title of ['A bucket', 'The bucket'])
        expect(await codeOf(filer.linkPage(key, { ...link, title }, signal))).toMatch(
          /^(no problem|jira-site-unavailable)$/,
        );
      const { links } = await site.source.readDetails(key, signal);
      expect(links.length).toBeLessThanOrEqual(1);
      for (const each of links) expect(each).toMatchObject({ title: 'The bucket', url: link.url });
      expect(await codeOf(filer.listIssueTypes('NOSUCHPROJECT', signal))).toBe('filing-not-permitted');
    });

    it('says that the account may move a ticket', async () => {
      expect(await site.source.mayMove(site.movable, signal)).toBe(true);
    });

    it('knows the signed-in account, and assigns tickets to it and to no one', async () => {
      const { source, movable } = site;
      const me = await source.readMyself(signal);
      expect([me.id, me.name]).not.toContain('');
      await source.assign(movable, me.id, signal);
      expect(await source.readTicket(movable, signal)).toMatchObject({
        assigneeId: me.id,
        assignee: me.name,
      });
      const last = await source.readLastChange(movable, 'assignee', signal);
      expect(last).toMatchObject({ by: me.name });
      expect(new Date(last?.at ?? '').toISOString()).toBe(last?.at);
      await source.assign(movable, undefined, signal);
      const after = await source.readTicket(movable, signal);
      expect([after.assignee, after.assigneeId]).toEqual([undefined, undefined]);
      expect(await codeOf(source.assign(movable, 'no user of this site', signal))).toMatch(
        /^(jira-refused|ticket-unknown)$/,
      );
    });

    it('sets and removes the due date, and leaves everything else', async () => {
      const { source, movable } = site;
      const { due: before, updated: _, ...same } = await source.readTicket(movable, signal);
      for (const due of ['2099-01-31', undefined, before]) {
        await source.changeDue(movable, due, signal);
        const { due: after, updated: __, ...rest } = await source.readTicket(movable, signal);
        expect(after).toBe(due);
        expect(rest).toEqual(same);
      }
      expect(await codeOf(source.changeDue(movable, '2099-02-31', signal))).toBe('jira-refused');
    });

    it('finds users for a field of a ticket', async () => {
      const found = await site.source.searchUsers(
        { ticket: site.movable },
        { field: 'assignee', query: '' },
        signal,
      );
      expect(found.length).toBeGreaterThan(0);
      expect(found.length).toBeLessThanOrEqual(maxFoundUsers);
      for (const user of found) expect([user.id, user.name]).not.toContain('');
      const [first] = found;
      const again = await site.source.searchUsers(
        { ticket: site.movable },
        { query: first?.name ?? '' },
        signal,
      );
      expect(again).toContainEqual(first);
    });

    it('finds users for a field of a new ticket', async () => {
      const project = site.movable.replace(/-\d+$/, '');
      const found = await site.source.searchUsers({ project }, { field: 'assignee', query: '' }, signal);
      expect(found.length).toBeGreaterThan(0);
      const ofTicket = { ticket: site.movable };
      expect(found).toEqual(
        await site.source.searchUsers(ofTicket, { field: 'assignee', query: '' }, signal),
      );
    });

    it('adds a comment once for each id', async () => {
      const before = await site.comments(site.movable);
      const paragraphs = ['Checked: *not bold*', 'two\nlines'];
      await site.source.commentOnce(site.movable, { id: 'contract-1', paragraphs }, signal);
      await site.source.commentOnce(site.movable, { id: 'contract-1', paragraphs }, signal);
      expect(await site.comments(site.movable)).toBe(before + 1);
      await site.source.commentOnce(site.movable, { id: 'contract-2', paragraphs }, signal);
      expect(await site.comments(site.movable)).toBe(before + 2);
    });

    it('reports whether a comment exists, and that a new one does not', async () => {
      const comment = { id: 'contract-3', paragraphs: ['Checked again.'] };
      expect(await site.source.hasComment(site.movable, comment, signal)).toBe(false);
      const before = await site.comments(site.movable);
      await site.source.commentOnce(site.movable, { ...comment, isFresh: true }, signal);
      expect(await site.comments(site.movable)).toBe(before + 1);
      expect(await site.source.hasComment(site.movable, comment, signal)).toBe(true);
    });

    it('recognises a comment that was written in another language', async () => {
      const comment = { id: 'contract-4', paragraphs: ['Checked.'] };
      await site.source.commentOnce(site.movable, comment, signal);
      const translated = { ...comment, paragraphs: ['確認しました。'], translations: [comment.paragraphs] };
      expect(await site.source.hasComment(site.movable, translated, signal)).toBe(true);
    });

    it('returns the latest comments of a ticket first, as plain text', async () => {
      for (const text of ['First of two.', 'Second *of* two.'])
        await site.source.commentOnce(site.movable, { id: `latest ${text}`, paragraphs: [text] }, signal);
      const [last, before] = await site.source.readLatestComments(site.movable, signal);
      expect(last).toMatchObject({ text: 'Second *of* two.', by: expect.any(String) });
      expect(before?.text).toBe('First of two.');
      expect(new Date(last?.at ?? '').toISOString()).toBe(last?.at);
    });

    it('names the language of the account, or no language', async () => {
      const tag = await site.source.readLanguage(signal);
      if (tag !== undefined) expect(tag).toMatch(/^[a-z]{2,3}([_-]\w+)*$/);
    });

    it('reports that a ticket does not exist', async () => {
      const unknown = `${site.movable.split('-')[0]}-99999999`;
      expect(await codeOf(site.source.readTicket(unknown, signal))).toBe('ticket-unknown');
      expect(await codeOf(site.source.listTransitions(unknown, signal))).toBe('ticket-unknown');
      expect(await codeOf(site.source.commentOnce(unknown, { id: 'x', paragraphs: ['x'] }, signal))).toBe(
        'ticket-unknown',
      );
    });

    it('knows by key which tickets still exist, whatever its search returns', async () => {
      const gone = `${site.movable.split('-')[0]}-99999999`;
      const fates = await site.source.findTickets([{ key: site.movable }, { key: gone }], signal);
      expect(fates.found).toEqual([await site.source.readTicket(site.movable, signal)]);
      expect(fates.gone).toEqual([gone]);
    });

    it('reads the tickets in the order of their changes, and those that changed since a time', async () => {
      const all = (await readAll()).flat();
      const times = all.map(({ updated }) => updated);
      expect(times).toEqual(times.toSorted());
      const since = times[Math.floor(times.length * 0.9)] ?? '';
      const keys = new Set<string>();
      for await (const { tickets } of site.source.readTickets(signal, { updatedSince: since }))
        for (const { key } of tickets) keys.add(key);
      for (const { key, updated } of all) if (updated >= since) expect(keys).toContain(key);
      expect(keys.size).toBeLessThan(all.length);
    });

    it('reads what a ticket has besides its record', async () => {
      const paragraphs = ['A detail: <b>not bold</b>'];
      await site.source.commentOnce(site.movable, { id: 'contract-details', paragraphs }, signal);
      const { comments, commentCount, links } = await site.source.readDetails(site.movable, signal);
      expect(comments[0]?.text).toBe(paragraphs[0]);
      expect(commentCount).toBe(await site.comments(site.movable));
      expect(Array.isArray(links)).toBe(true);
      const unknown = `${site.movable.split('-')[0]}-99999999`;
      expect(await codeOf(site.source.readDetails(unknown, signal))).toBe('ticket-unknown');
    });

    it('reads which finding and resource the links of a ticket to other pages name', async () => {
      const globalId = 'guardrail:0123456789abcdef';
      const page = 'https://s3.console.aws.amazon.com/s3/buckets/contract-logs?region=eu-west-1';
      const link = { globalId, url: page, title: 'contract-logs' };
      const refusal = await site.filer?.linkPage(site.movable, link, signal).then(
        () => 'linked',
        (error: { code?: string }) => error.code,
      );
      const { globalIds, links } = await site.source.readRemoteLinks(site.movable, signal);
      // Some sites have no such links.
      expect([undefined, 'linked', 'jira-site-unavailable']).toContain(refusal);
      if (refusal === 'linked')
        expect({ globalIds, links }).toEqual({ globalIds: [globalId], links: [page] });
      if (refusal === 'jira-site-unavailable') expect([...globalIds, ...links]).toEqual([]);
    });

    it('lists the names of the same tickets, counts them, and reads them by their names', async () => {
      const all = (await readAll()).flat();
      const listed: ListedTicket[] = [];
      for await (const names of site.source.listTickets(signal)) listed.push(...names);
      const names = new Set(all.flatMap(({ key, id }) => [key, ...(id === undefined ? [] : [id])]));
      expect(listed).toHaveLength(all.length);
      for (const { key, id } of listed) expect(names).toContain(key ?? id);
      expect([undefined, all.length]).toContain(await site.source.countTickets(signal));

      const fetched: TicketRecord[] = [];
      const some = listed.slice(0, 3);
      for await (const { tickets } of site.source.fetchTickets(some, signal)) fetched.push(...tickets);
      expect(fetched).toHaveLength(3);
      for (const ticket of fetched) expect(all).toContainEqual(ticket);
    });

    it('refuses an unknown token and does not return an empty list', async () => {
      expect(await codeOf(readAll(site.signedOut))).toBe('jira-token-refused');
      expect(await codeOf(site.signedOut.readTicket(site.movable, signal))).toBe('jira-token-refused');
    });

    it('shows the columns of boards, or none', async () => {
      for (const { name, statusIds } of await site.source.readColumns(site.movable, signal)) {
        expect(name).not.toBe('');
        for (const id of statusIds) expect(id).not.toBe('');
      }
    });

    it('sends and reads nothing that the published API does not describe', () => {
      if (!site.exchanges) return;
      expect(site.exchanges.broken).toEqual([]);
      expect([...site.exchanges.operations]).toEqual(
        expect.arrayContaining(['search', 'move', 'addComment', 'permissions', 'createIssue', 'boards']),
      );
    });

    it('stops when it is cancelled, with the reason of the signal', async () => {
      const cancelled = AbortSignal.abort(new Error('cancelled'));
      await expect(site.source.readTicket(site.movable, cancelled)).rejects.toThrow('cancelled');
    });
  });
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CodeLens, Hover, MarkupContent } from 'vscode-languageserver';
import { readFilingForm } from '#protocol/filing.ts';
import { listFindings } from '#protocol/findings.ts';
import { readReviewCase } from '#protocol/given-review.ts';
import { listMoves, searchUsers } from '#protocol/moves.ts';
import { listReviews, reviewTicket } from '#protocol/reviews.ts';
import { getStatus } from '#protocol/status.ts';
import { runSync } from '#protocol/sync.ts';
import { readTicketDetails } from '#protocol/ticket-details.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { type HostileTeam, makeHostile } from '../support/hostile-team.ts';
import { unprintableCharacters } from '../support/known-tricks.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';
import { openWindow, type Window } from '../support/window.ts';

const cleanup: Cleanup = createCleanup();
let sandbox: Sandbox;
let team: HostileTeam;
let daemon: TestDaemon;
let window: Awaited<ReturnType<TestDaemon['client']>>;
let terminal: Terminal;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  team = makeHostile(sandbox);
  daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  window = await daemon.client({ as: 'window', folders: [sandbox.hello.workspace] });
  await window.request(runSync, {});
  terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
});
afterAll(() => cleanup.run());

/** Texts that keep their line breaks, which each surface shows or drops by itself. */
const severalLines = new Set(['description', 'text', 'reason', 'note', 'message', 'evidence']);

/** Returns the strings that no single line of a list, a label or a terminal may receive. */
function unsafeStrings(value: unknown, name = ''): string[] {
  if (typeof value === 'string') {
    const shown = severalLines.has(name) ? value.replaceAll('\n', '') : value;
    return unprintableCharacters.test(shown) ? [`${name}: ${JSON.stringify(value).slice(0, 120)}`] : [];
  }
  if (Array.isArray(value)) return value.flatMap((each) => unsafeStrings(each, name));
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  // The values of a form are in `proposed`, and a description has lines there, too.
  return entries.flatMap(([key, each]) => unsafeStrings(each, key === 'value' ? name : key));
}

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => ({}),
    (error: Error & { data?: unknown }) => ({ message: error.message, data: error.data ?? {} }),
  );

describe('a window receives the known tricks as plain lines', () => {
  it.each([
    ['findings', () => window.request(listFindings, {})],
    ['tickets', () => window.request(listTickets, {})],
    ['a status', () => window.request(getStatus, {})],
    ['the details of a ticket', () => window.request(readTicketDetails, { ticket: team.open })],
    ['the moves of a ticket', () => window.request(listMoves, { ticket: team.open })],
    ['a review', () => window.request(readReviewCase, { ticket: team.inReview })],
    ['people', () => window.request(searchUsers, { ticket: team.open, query: '' })],
    ['unconfirmed reviews', () => window.request(listReviews, {})],
    [
      'a refusal with the sentence of a validator',
      () =>
        problemOf(
          window.request(reviewTicket, {
            ...{ ticket: team.open, outcome: 'fixed', reason: 'x' },
            fields: { [team.field]: { value: '20000' }, customfield_10901: { value: team.refused } },
          }),
        ),
    ],
    [
      'the fields that a move asks for',
      () => problemOf(window.request(reviewTicket, { ticket: team.open, outcome: 'fixed', reason: 'x' })),
    ],
  ])('%s', async (_what, read) => {
    const answer = await read();
    expect(JSON.stringify(answer).length).toBeGreaterThan(10);
    expect(unsafeStrings(answer)).toEqual([]);
  });

  it('the form of a new ticket', async () => {
    const { findings } = await window.request(listFindings, {});
    const without = findings.find(({ ticket }) => ticket === undefined || ticket.match === 'text');
    if (!without) throw new Error('Each finding has a ticket of its own.');
    expect(unsafeStrings(await window.request(readFilingForm, { finding: without.key }))).toEqual([]);
  });
});

describe('an editor receives', () => {
  let editor: Window;
  const linked = async () => {
    const { findings } = await window.request(listFindings, {});
    return findings.flatMap(({ link }) => (link?.place && !link.source ? [link.place] : []));
  };

  beforeAll(async () => {
    editor = await openWindow(daemon.context.place, { folders: [sandbox.hello.workspace] });
    await vi.waitFor(() => expect(editor.diagnostics.size).toBeGreaterThan(0), 10_000);
  });
  afterAll(() => editor.close());

  it('no icon in a lens', async () => {
    const files = new Set((await linked()).map(({ file }) => file));
    const titles: string[] = [];
    for (const file of files) {
      const textDocument = { uri: pathToFileURL(file).href };
      const lenses = await editor.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
        textDocument,
      });
      titles.push(...lenses.flatMap(({ command }) => command?.title ?? []));
    }
    expect(titles.length).toBeGreaterThan(5);
    for (const title of titles) {
      expect(title).not.toMatch(/(?<!\\)\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/);
      expect(title).not.toMatch(unprintableCharacters);
    }
  });

  it('no markup and no address in a hover', async () => {
    const places = await linked();
    expect(places.length).toBeGreaterThan(5);
    for (const { file, line, column: character } of places) {
      const textDocument = { uri: pathToFileURL(file).href };
      const params = { textDocument, position: { line, character } };
      const hover = await editor.connection.sendRequest<Hover>('textDocument/hover', params);
      const { value } = hover.contents as MarkupContent;
      for (const each of value.split('\n').filter((text) => text !== '' && text !== '---')) {
        // Guardrail's own marks: a bold title, a list of facts, and links to commands.
        const text = each
          .replaceAll(
            /\[([^\]]*)\]\((?:command:guardrail\.[\w.]+\?|https:\/\/docs\.aws\.amazon\.com\/)[\w%./-]+\)/g,
            '$1',
          )
          .replace(/^\*\*(.*?)\*\*/, '$1')
          .replace(/^- /, '')
          .replaceAll(/&#\d+;/g, '');
        expect(text).not.toMatch(/[<>[\]()*_`~!|\\$@#]|:\S/);
      }
    }
  });

  it('only plain lines in diagnostics', () => {
    const messages = [...editor.diagnostics.values()].flatMap((each) =>
      each.flatMap(({ message, relatedInformation = [] }) => [
        typeof message === 'string' ? message : message.value,
        ...relatedInformation.map((related) => related.message),
      ]),
    );
    expect(messages.length).toBeGreaterThan(5);
    for (const line of messages.flatMap((message) => message.split('\n')))
      expect(line).not.toMatch(unprintableCharacters);
  });
});

describe('a terminal prints no control character', () => {
  beforeAll(() => terminal.run(['sync']));

  it.each([
    [['findings']],
    [['tickets']],
    [['tickets', '--state', 'review']],
    [['ticket', 'OPEN']],
    [['moves', 'OPEN']],
    [['review', 'OPEN', '--outcome', 'fixed', '--reason', 'x']],
    [['review', 'OPEN', '--outcome', 'fixed', '--reason', 'x', '--field', 'customfield_10900=nothing']],
    [['match', 'OPEN']],
  ])('%j', async (words) => {
    const typed = words.map((word) => (word === 'OPEN' ? team.open : word));
    const { stdout, stderr } = await terminal.run(typed);
    const shown = `${stdout}${stderr}`;
    expect(shown).not.toBe('');
    const lines = shown.split('\n').filter((line) => unprintableCharacters.test(line));
    expect(lines).toEqual([]);
    // No text forges a line: each line that begins with a ticket's key is that ticket's own.
    expect(shown).not.toMatch(/^PAY-1 {2}Done/m);
  });

  it.each([[['findings', '--json']], [['tickets', '--json']], [['ticket', 'OPEN', '--json']]])(
    '%j, and prints JSON that has every character',
    async (words) => {
      const typed = words.map((word) => (word === 'OPEN' ? team.open : word));
      const { stdout } = await terminal.run(typed);
      expect(stdout.split('\n').filter((line) => unprintableCharacters.test(line))).toEqual([]);
      expect(JSON.parse(stdout)).toBeTruthy();
    },
  );
});

it('a log has one object a line, and no line that a text forged', () => {
  const log = readFileSync(path.join(daemon.context.place.stateDir, 'daemon.log'), 'utf8');
  const lines = log.split('\n').filter((line) => line !== '');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(JSON.parse(line)).not.toMatchObject({ event: 'forged' });
});

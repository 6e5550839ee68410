import { describe, expect, it } from 'vitest';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import { escapeMarkdown, hoverAt } from '../../../../../daemon/server/features/editor/hover.ts';
import { marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

describe('finding text in a hover', () => {
  it.each([
    ['[x](command:foo)'],
    ['<img src=x onerror=alert(1)>'],
    ['**bold** `code` ~~gone~~'],
    ['https://evil.example'],
    ['&lt;script&gt;'],
    ['# title\n- list'],
  ])('shows %j literally', (text) => {
    const escaped = escapeMarkdown(text);
    expect(escaped).not.toMatch(/[<>[\]()*`~:]/);
    const shown = escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(shown).toBe(text.replace(/\n/g, ' '));
  });
});

describe('the hover of a finding', () => {
  const place = (line: number, logicalId = 'Data'): TemplatePlace => ({
    file: '/w/a.yaml',
    line,
    column: 2,
    endColumn: 9,
    logicalId,
  });
  const others = [{ words: 'Opens may be it.', property: 'PolicyDocument', place: place(20, 'Opens') }];
  const cause = { words: 'The block is set here.', property: 'Block', place: place(5), others };
  const link = { confidence: 'certain', evidence: 'Its tags say so.', place: place(1), cause } as const;
  const marks = marksOf([findingView({ link })], () => undefined).get('/w/a.yaml') ?? [];
  const shown = (line: number, character = 4, isDiagnosed = false) => {
    const hover = hoverAt(marks, { line, character, isDiagnosed }, 'en');
    const value = (hover?.contents as { value: string } | undefined)?.value;
    const text = value?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    return { line: hover?.range?.start.line, text };
  };

  it.each([1, 5])('appears on the resource and on its cause, with the reason: line %i', (line) => {
    const { text, line: at } = shown(line);

    expect(at).toBe(line);
    expect(text).toContain('- Cause: The block is set here.');
    expect(text).toContain('- Or: Opens may be it.');
    expect(text).toContain('- Link: Its tags say so.');
  });

  it('does not appear next to them', () => {
    expect(shown(3).text).toBeUndefined();
    expect(shown(20).text).toBeUndefined();
    expect(shown(5, 10).text).toBeUndefined();
  });

  it('says how many findings it leaves out, with a link to a list of them', () => {
    const hoverOf = (count: number) => {
      const views = Array.from({ length: count }, (_, index) => findingView({ key: `key-${index}`, link }));
      const found = marksOf(views, () => undefined).get('/w/a.yaml') ?? [];
      const hover = hoverAt(found, { line: 1, character: 4, isDiagnosed: false }, 'en');
      const { value = '' } = (hover?.contents ?? {}) as { value?: string };
      const text = value.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
      const [, argument = '[]'] = value.match(/\[Choose one\]\(command:[\w.]+\?([^)]+)\)/) ?? [];
      return { text, listed: JSON.parse(decodeURIComponent(argument)).flat() as string[] };
    };
    expect(hoverOf(20).text).not.toContain('more finding');
    expect(hoverOf(21).text).toContain('1 more finding here. [Choose one]');
    expect(hoverOf(21).listed).toEqual(['key-20']);
    const many = hoverOf(100);
    expect(many.text).toContain('80 more findings here.');
    expect(many.text).toContain('(the first 50 of them; the Findings view has all)');
    expect([many.listed.length, many.listed[0]]).toEqual([50, 'key-20']);
  });

  it('opens no ticket without a page', () => {
    const opens = (url: string) => {
      const view = findingView({ link, ticket: ticketOfFinding({ url }) });
      const found = marksOf([view], () => undefined).get('/w/a.yaml') ?? [];
      const hover = hoverAt(found, { line: 1, character: 4, isDiagnosed: false }, 'en');
      return JSON.stringify(hover).includes(clientCommands.openTicket);
    };
    expect([opens('https://jira.example.com/browse/PAY-1'), opens('')]).toEqual([true, false]);
  });

  it('leaves out what the diagnostic in the same hover says', () => {
    const { text } = shown(5, 4, true);

    for (const repeated of ['Everyone can read this bucket', 'Cause:', 'Or:', 'Ticket:', 'S3_BUCKET_'])
      expect(text?.replace(/\(command:.*?\)/g, '')).not.toContain(repeated);
    expect(text).toContain('- Link: Its tags say so.');
    // The diagnostic is on the cause: the hover of the resource has everything.
    expect(shown(1, 4, true).text).toContain('Everyone can read this bucket');
  });

  it('links the rule to AWS’s page about it, and nothing else to an address', () => {
    expect(shown(1).text?.match(/\]\((?!command:)[^)]*\)/g)).toEqual([
      '](https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-public-read-prohibited.html)',
    ]);
  });

  it('names each of several findings, so that it is clear which one an action is about', () => {
    const two = [findingView({ link }), findingView({ link, key: 'b', title: 'Not encrypted' })];
    const both = marksOf(two, () => undefined).get('/w/a.yaml') ?? [];
    const { contents } = hoverAt(both, { line: 5, character: 4, isDiagnosed: true }, 'en') ?? {};

    expect((contents as { value: string }).value).toMatch(/\*\*Everyone.*\*\*Not encrypted/s);
  });
});

describe('the actions of a hover', () => {
  const at = { file: '/w/a.yaml', line: 1, column: 2, endColumn: 9, logicalId: 'Data' };
  const link = { confidence: 'certain', evidence: 'e', place: at } as const;
  const actions = (view: Partial<FindingView>) => {
    const marks = marksOf([findingView({ link, ...view })], () => undefined).get('/w/a.yaml') ?? [];
    const hover = hoverAt(marks, { line: 1, character: 3, isDiagnosed: true }, 'en');
    const { value } = (hover?.contents ?? { value: '' }) as { value: string };
    return [...value.matchAll(/\]\(command:([\w.]+)\?([^)]*)\)/g)].map(([, command, query = '']) => ({
      command,
      // As VS Code reads it: decoded with the address, and again.
      arguments: JSON.parse(decodeURIComponent(decodeURIComponent(query))),
    }));
  };
  const key = 'a';

  it('are those that are possible, with the key of the finding alone', () => {
    expect(actions({ key })).toEqual([{ command: clientCommands.openFinding, arguments: [key] }]);
    const named = actions({ key, ticket: ticketOfFinding() }).map(({ command }) => command);
    expect(named).toEqual([
      clientCommands.reviewFinding,
      clientCommands.openFinding,
      clientCommands.openTicket,
    ]);
    const inReview = actions({ key, ticket: ticketOfFinding({ state: 'review' }) });
    expect(inReview.map(({ command }) => command)).not.toContain(clientCommands.reviewFinding);
  });

  it.each(['a) [x](command:evil)', '%22,%22b', 'a"],["b', '*_~`<b>', "'!()", '検出 結果'])(
    'keep the key %j one argument',
    (hostile) => {
      for (const action of actions({ key: hostile, ticket: ticketOfFinding() }))
        expect(action.arguments).toEqual([hostile]);
    },
  );
});

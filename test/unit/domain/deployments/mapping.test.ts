import { describe, expect, it } from 'vitest';
import { at, saysIn, summaryOf } from '../../../support/deployment-files.ts';

const templates = { 'infra/data.yaml': '', 'infra/network.yaml': '', 'root.yaml': '' };

function mapped(text: string, file = '.guardrail.yaml') {
  return saysIn({ ...templates, [file]: text }, file);
}

describe('a mapping', () => {
  it('names stacks in a list, with account and region', async () => {
    const said = await mapped(`stacks:
  - stack: shop-data
    template: infra/data.yaml
    account: 012345678901
    region: eu-west-1
  - stack: shop-net-*
    template: ./infra/network.yaml
`);

    expect(summaryOf(said)).toEqual([
      'shop-data ← infra/data.yaml 012345678901 eu-west-1',
      'shop-net-* ← infra/network.yaml',
    ]);
    expect(said.deployments[1]).toMatchObject({ kind: 'mapping', file: at('.guardrail.yaml'), line: 5 });
    expect(said.problems).toEqual([]);
  });

  it('names stacks as keys, with a path or with more', async () => {
    const said = await mapped(`stacks:
  shop-data: infra/data.yaml
  "shop-net-*":
    template: infra/network.yaml
    region: us-gov-west-1
`);

    expect(summaryOf(said)).toEqual([
      'shop-data ← infra/data.yaml',
      'shop-net-* ← infra/network.yaml us-gov-west-1',
    ]);
    expect(said.deployments.map(({ line }) => line)).toEqual([1, 2]);
  });

  it('is relative to its own folder', async () => {
    const said = await mapped('stacks: { data: data.yaml, root: ../root.yaml }', 'infra/.guardrail.yml');

    expect(summaryOf(said)).toEqual(['data ← infra/data.yaml', 'root ← root.yaml']);
  });

  it.each([
    ['a file outside the workspace', 'stacks: { data: ../../etc/passwd }', 0, 'mapping-template-outside'],
    ['a missing file', 'stacks:\n  data: infra/gone.yaml', 1, 'mapping-template-not-found'],
    ['an address', 'stacks:\n  data: https://example.com/a.yaml', 1, 'mapping-template-outside'],
    ['a stack that is all stacks', 'stacks:\n  "*": infra/data.yaml', 1, 'mapping-invalid-stack'],
    ['an entry without a stack', 'stacks:\n  - template: infra/data.yaml', 1, 'mapping-no-stack'],
    ['an entry without a template', 'stacks:\n  - stack: data', 1, 'mapping-no-template'],
    [
      'an invalid account',
      'stacks:\n  data: { template: infra/data.yaml, account: prod }',
      1,
      'mapping-invalid-account-region',
    ],
    ['a text instead of stacks', 'stacks: infra/data.yaml', 0, 'mapping-no-stacks'],
    ['no stacks', 'other: 1', 0, 'mapping-unknown-key'],
    ['text that is not YAML', 'stacks: [}', 0, 'mapping-not-yaml'],
    [
      'text that is not YAML after some lines',
      'stacks:\n  data: infra/data.yaml\n  "shop: x\n',
      3,
      'mapping-not-yaml',
    ],
  ])('does not accept %s, and reports the reason and the line', async (_what, text, line, code) => {
    const said = await mapped(text);

    expect(said.deployments).toEqual([]);
    expect(said.problems[0]).toMatchObject({ file: at('.guardrail.yaml'), line, note: { code } });
  });

  it('does not accept machine settings from a repository, and reports it', async () => {
    const said = await mapped('jira:\n  site: https://evil.example\nstacks: { data: infra/data.yaml }');

    expect(summaryOf(said)).toEqual(['data ← infra/data.yaml']);
    expect(said.problems).toEqual([
      expect.objectContaining({ line: 0, note: { code: 'mapping-unknown-key', facts: { key: 'jira' } } }),
    ]);
  });

  it.each(['', '  \n', '# later\n', '---\n# stacks:\n'])(
    'has no problem if it is empty: %j',
    async (text) => {
      expect(await mapped(text)).toEqual({ deployments: [], constructs: [], problems: [] });
    },
  );

  it('reports text that is not a mapping', async () => {
    expect((await mapped('# the data\nstacks')).problems).toEqual([expect.objectContaining({ line: 1 })]);
  });
});

import { expect, it } from 'vitest';
import { BoundedFiles } from '../../../../daemon/domain/deployments/bounded-files.ts';
import { saysIn } from '../../../support/deployment-files.ts';

const deploy = 'aws cloudformation deploy --stack-name shop --template-file t.yaml\n';
const many = (count: number, make: (number: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join('');

it.each<[string, string, [code: string, max: number], number]>([
  ['deploy.sh', deploy.repeat(501), ['deployments-too-many', 500], 500],
  ['deploy.sh', 'cd .\n'.repeat(1001) + deploy, ['deployments-too-many-commands', 1000], 0],
  ['deploy.sh', deploy + '#'.repeat(256 * 1024), ['deployments-file-too-long', 256], 0],
  ['samconfig.toml', '#'.repeat(512 * 1024 + 1), ['deployments-file-too-long', 512], 0],
  [
    'samconfig.toml',
    many(201, (n) => `[e${n}.deploy.parameters]\nstack_name = "s${n}"\ntemplate_file = "t.yaml"\n`),
    ['deployments-too-many', 200],
    200,
  ],
  [
    '.guardrail.yaml',
    `stacks:\n${many(5001, (n) => `  s${n}: t.yaml\n`)}`,
    ['deployments-too-many', 5000],
    5000,
  ],
])(
  'a %s that exceeds a limit is used up to the limit, and its first line reports it: %#',
  async (name, text, [code, max], used) => {
    const { deployments, problems } = await saysIn({ [name]: text, 't.yaml': '' }, name);

    expect(deployments).toHaveLength(used);
    expect(problems.map(({ line, note }) => [line, note.code, Object.values(note.facts ?? {})])).toEqual([
      [0, code, [max]],
    ]);
  },
);

it('a file without commands that deploy may be of any length', async () => {
  expect((await saysIn({ 'lint.sh': 'echo\n'.repeat(100_000) }, 'lint.sh')).problems).toEqual([]);
});

it('each other file is looked up once, up to a limit', async () => {
  const asked: string[] = [];
  const look = async (path: string) => void asked.push(path);
  const otherFiles = new BoundedFiles(
    {
      exists: async (path) => look(path).then(() => true),
      read: async (path) => look(path).then(() => 'text'),
    },
    { maxPaths: 3, maxTextUnits: 4 },
  );

  for (const path of ['a', 'b', 'a']) expect(await otherFiles.exists(path)).toBe(true);
  expect(otherFiles.isExceeded).toBe(false);
  expect(await otherFiles.read('c')).toBe('text');
  expect(await otherFiles.exists('d')).toBe(false);
  expect(otherFiles.isExceeded).toBe(true);
  expect(asked).toEqual(['a', 'b', 'c']);
});

it('the text that is read from other files has a limit', async () => {
  const otherFiles = new BoundedFiles(
    { exists: async () => true, read: async () => 'text' },
    { maxPaths: 9, maxTextUnits: 6 },
  );

  expect([await otherFiles.read('a'), await otherFiles.read('b'), await otherFiles.read('c')]).toEqual([
    'text',
    'text',
    undefined,
  ]);
  expect(otherFiles.isExceeded).toBe(true);
});

import { expect, it } from 'vitest';
import { TemplatePaths } from '../../../../daemon/domain/linking/likeness/template-paths.ts';

const [one, other] = ['/repos/a/infra', '/repos/b/infra'];

it('names a template by its path in its folder, and by the folder if there are several', () => {
  const alone = new TemplatePaths([one]);
  expect(alone.shortWithFolder(`${one}/network/vpc.yaml`)).toBe('network/vpc.yaml');
  const both = new TemplatePaths([one, '/repos/app']);
  expect(both.shortWithFolder(`${one}/network/vpc.yaml`)).toBe('infra/network/vpc.yaml');
});

it('distinguishes folders of the same name', () => {
  const paths = new TemplatePaths([one, other]);
  expect([one, other].map((folder) => paths.shortWithFolder(`${folder}/vpc.yaml`))).toEqual([
    'a/infra/vpc.yaml',
    'b/infra/vpc.yaml',
  ]);
});

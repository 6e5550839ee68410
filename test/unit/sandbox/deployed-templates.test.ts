import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deployedHash } from '../../../daemon/domain/templates/content-hash.ts';
import { deploySample } from '../../../daemon/sandbox/world/deployed-templates.ts';
import { sampleStacks } from '../../../daemon/sandbox/world/sample-stacks.ts';
import { sampleWorkspace } from '../../../daemon/sandbox/world/workspace.ts';
import { createWorld } from '../../../daemon/sandbox/world/world.ts';

const workspace = sampleWorkspace();
const world = createWorld({ accounts: 20, teams: 4, findings: 300, now: new Date('2026-11-24T09:00:00Z') });
deploySample(world, workspace);
const deployed = (name: string) => world.stacks.find((stack) => stack.name === name)?.template ?? '';
const written = (file: string) => readFileSync(path.join(workspace, file), 'utf8');

test('every stack of the sample team has its own text, and no other stack has one', () => {
  const names = world.stacks.filter(({ template }) => template !== undefined).map(({ name }) => name);
  expect(names.sort()).toEqual(sampleStacks.map(({ name }) => name).sort());
});

test('a template that SAM packaged differs from the file only by the address of the code', () => {
  const [text, file] = [deployed('payments-api'), written('payments-api/template.yaml')];
  expect(deployedHash(text)).not.toBe(deployedHash(file));
  expect(text.replace(/s3:\/\/\S+/g, 'src/')).toBe(file);
});

test('a template that was deployed from Windows differs only by its line ends', () => {
  const [text, file] = [deployed('payments-iam'), written('iam/roles.json')];
  expect(text).toContain('\r\n');
  expect(text).not.toBe(file);
  expect(deployedHash(text)).toBe(deployedHash(file));
});

test('only one of two twins was deployed', () => {
  const hash = deployedHash(deployed('payments-audit'));
  expect(hash).toBe(deployedHash(written('audit/primary/template.yaml')));
  expect(hash).not.toBe(deployedHash(written('audit/secondary/template.yaml')));
});

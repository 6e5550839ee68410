import path from 'node:path';
import { expect, it } from 'vitest';
import { isTemplateName } from '../../../../daemon/workspace/read/file-kinds.ts';
import { templateFiles } from '../../../../extension/daemon/template-files.ts';

it.each([
  ['/w/vpc.yaml', true],
  ['/w/net/VPC.YAML', true],
  ['/w/Stack.Yml', true],
  ['/w/stack.JSON', true],
  ['/w/stack.Template', true],
  ['/w/stack.ts', false],
  ['/w/yaml', false],
  ['/w/stack.yaml.bak', false],
])('the editor and the daemon agree whether %s may be a template', (file, mayBe) => {
  expect(path.matchesGlob(file, templateFiles)).toBe(mayBe);
  expect(isTemplateName(path.basename(file))).toBe(mayBe);
});

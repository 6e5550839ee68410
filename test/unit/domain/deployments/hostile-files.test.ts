import path from 'node:path';
import { expect, it } from 'vitest';
import { lookupLimits } from '../../../../daemon/domain/deployments/bounded-files.ts';
import { isDeploymentFile, readDeployments } from '../../../../daemon/domain/deployments/read-deployments.ts';
import { readerOf } from '../../../../daemon/workspace/read/template-reader.ts';
import { hostileFiles } from '../../../stress/hostile-files.ts';
import { countedSteps } from '../../../support/counted-steps.ts';

/** A reader with quadratic cost takes thousands of steps for each UTF-16 unit of a file of this length. */
const maxStepsPerUnit = 1000;
const root = path.resolve('/ws');

/** Reads a file as the worker does. Returns the number of look-ups of other files. */
async function readHostile(files: Readonly<Record<string, string>>): Promise<number> {
  const texts = new Map(Object.entries(files).map(([name, text]) => [path.join(root, name), text]));
  const [[file = '', text = ''] = []] = texts;
  let lookups = 0;
  const look = <Found>(found: Found) => {
    lookups++;
    return Promise.resolve(found);
  };
  const otherFiles = {
    read: (asked: string) => look(texts.get(asked)),
    exists: (asked: string) => look(texts.has(asked)),
  };
  if (isDeploymentFile(file)) await readDeployments(file, text, otherFiles, root);
  if (/\.(ya?ml|json|template)$/.test(file)) readerOf(file).read(file, text);
  return lookups;
}

it.each(hostileFiles)(
  'a file of $name is read to its end at any size, with a limited number of look-ups',
  async ({ files }) => {
    expect(await readHostile(files(250_000))).toBeLessThanOrEqual(lookupLimits.maxPaths);
  },
);

const ofDeployments = hostileFiles.filter(({ files }) => isDeploymentFile(Object.keys(files(1))[0] ?? ''));

it.each(ofDeployments)(
  'a file of $name is read in a number of steps proportional to its length',
  async ({ files }) => {
    const size = 20_000;
    const steps = await countedSteps(() => readHostile(files(size)));

    expect(steps / size).toBeLessThan(maxStepsPerUnit);
  },
);

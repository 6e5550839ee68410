import { expect, it } from 'vitest';
import { isDeploymentFile } from '../../../../daemon/domain/deployments/read-deployments.ts';
import { hostileFiles } from '../../../stress/hostile-files.ts';
import { countedSteps } from '../../../support/counted-steps.ts';
import { readHostile } from './read-hostile.ts';

/** A reader with quadratic cost takes thousands of steps for each UTF-16 unit of a file of this length. */
const maxStepsPerUnit = 1000;

const ofDeployments = hostileFiles.filter(({ files }) => isDeploymentFile(Object.keys(files(1))[0] ?? ''));

it.each(ofDeployments)(
  'a file of $name is read in a number of steps proportional to its length',
  async ({ files }) => {
    const size = 20_000;
    const steps = await countedSteps(() => readHostile(files(size)));

    expect(steps / size).toBeLessThan(maxStepsPerUnit);
  },
);

import { afterAll, describe, expect, it } from 'vitest';
import { createCleanup } from '../../../support/cleanup.ts';
import { judgeLinks } from '../../../support/linking/measure.ts';
import { qualityOf, wrongLinks } from '../../../support/linking/verdicts.ts';
import { createOrganizationOfStacks } from '../../../support/organization-of-stacks/organization.ts';

/** Minimum shares, of 1, for each of the organizations. `docs/linking.md` has the shares that are reached. */
const promised = { certain: 1, probable: 0.98, recall: 0.84, recallWithCandidates: 0.93 };
/** A longer list would not be read by the user. */
const maxShownLinks = 40;

const cleanup = createCleanup();
afterAll(() => cleanup.run());

describe.each([1, 2, 3])('in the organization of stacks number %i, linking', async (seed) => {
  const folder = cleanup.folder(`stacks-${seed}`);
  const judged = await judgeLinks(createOrganizationOfStacks(seed), folder);
  const quality = qualityOf(judged);
  const wrong = (confidence: string) => {
    const links = wrongLinks(
      judged.filter(({ link }) => link.confidence === confidence),
      folder,
    );
    return `${links.length} links are wrong:\n${links.slice(0, maxShownLinks).join('\n')}\n`;
  };

  it('is right if it is certain', () => {
    expect(quality.certain.count).toBeGreaterThan(100);
    expect(quality.certain.precision, wrong('certain')).toBeGreaterThanOrEqual(promised.certain);
  });

  it('is nearly always right if it is probable', () => {
    expect(quality.probable.count).toBeGreaterThan(100);
    expect(quality.probable.precision, wrong('probable')).toBeGreaterThanOrEqual(promised.probable);
  });

  it('finds the declarations of the workspace, or shows them among candidates', () => {
    expect(quality.recall).toBeGreaterThanOrEqual(promised.recall);
    expect(quality.recallWithCandidates).toBeGreaterThanOrEqual(promised.recallWithCandidates);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { createCleanup } from '../../../support/cleanup.ts';
import { measured } from '../../../support/linking/measured.ts';
import { qualityOf, wrongLinks } from '../../../support/linking/verdicts.ts';
import { createOrganizationOfStacks } from '../../../support/organization-of-stacks/organization.ts';

/** Shares of 1, of any of the organizations. `docs/linking.md` has what is reached. */
const promised = { certain: 1, probable: 0.98, recall: 0.84, recallWithCandidates: 0.93 };
/** More would not be read. */
const mostShown = 40;

const cleanup = createCleanup();
afterAll(() => cleanup.run());

describe.each([1, 2, 3])('in the organization of stacks number %i, linking', async (seed) => {
  const folder = cleanup.folder(`stacks-${seed}`);
  const judged = await measured(createOrganizationOfStacks(seed), folder);
  const quality = qualityOf(judged);
  const wrong = (confidence: string) => {
    const links = wrongLinks(
      judged.filter(({ link }) => link.confidence === confidence),
      folder,
    );
    return `${links.length} links are wrong:\n${links.slice(0, mostShown).join('\n')}\n`;
  };

  it('is right where it is certain', () => {
    expect(quality.certain.count).toBeGreaterThan(100);
    expect(quality.certain.precision, wrong('certain')).toBeGreaterThanOrEqual(promised.certain);
  });

  it('is nearly always right where it says probable', () => {
    expect(quality.probable.count).toBeGreaterThan(100);
    expect(quality.probable.precision, wrong('probable')).toBeGreaterThanOrEqual(promised.probable);
  });

  it('finds what is declared in the workspace, or shows it among others', () => {
    expect(quality.recall).toBeGreaterThanOrEqual(promised.recall);
    expect(quality.recallWithCandidates).toBeGreaterThanOrEqual(promised.recallWithCandidates);
  });
});

import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { createOrganizationOfStacks } from '../../../support/organization-of-stacks/organization.ts';
import type { Case } from '../../../support/organization-of-stacks/world.ts';

interface Written {
  readonly Resources?: Readonly<Record<string, unknown>>;
  readonly resources?: { readonly Resources?: Readonly<Record<string, unknown>> };
  readonly functions?: Readonly<Record<string, unknown>>;
}

/** The logical ids of a file, by a parser that the product does not use. */
function idsIn(text: string): string[] {
  const {
    Resources = {},
    resources,
    functions = {},
  } = parseDocument(text, { logLevel: 'silent' }).toJS() as Written;
  const loops = Object.entries(Resources).flatMap(([id, loop]) =>
    id.startsWith('Fn::ForEach::') ? Object.keys((loop as unknown[])[2] as object) : [],
  );
  const made = Object.keys(functions).map(
    (name) =>
      `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', 'Dash').replaceAll('_', 'Underscore')}LambdaFunction`,
  );
  return [...Object.keys(Resources), ...loops, ...Object.keys(resources?.Resources ?? {}), ...made];
}

const organization = createOrganizationOfStacks(1);
const casesWith = (test: (each: Case) => boolean) => organization.cases.filter(test);

describe('a generated organization of stacks', () => {
  it('is the same for the same seed, and another for another', () => {
    const { cases, files, stacks } = createOrganizationOfStacks(1);

    expect({ cases, files, stacks }).toEqual({
      cases: organization.cases,
      files: organization.files,
      stacks: organization.stacks,
    });
    expect(createOrganizationOfStacks(2).cases[0]?.finding.key).not.toBe(organization.cases[0]?.finding.key);
  });

  it('declares every resource in the file that its truth names', () => {
    const ids = new Map<string, string[]>();
    const untrue = casesWith(({ truth }) => {
      if (truth === 'none') return false;
      const known = ids.get(truth.file) ?? idsIn(organization.files.get(truth.file) ?? '');
      ids.set(truth.file, known);
      return !known.includes(truth.logicalId);
    });

    expect(untrue).toEqual([]);
    expect(ids.size).toBeGreaterThan(100);
  });

  it('contains each finding once', () => {
    expect(new Set(organization.cases.map(({ finding }) => finding.key)).size).toBe(
      organization.cases.length,
    );
  });

  it('has much data about some stacks, little about others, and only the names of the rest', () => {
    const share = (test: (each: Case) => boolean) => casesWith(test).length / organization.cases.length;

    expect(share(({ known }) => known.tags)).toBeCloseTo(0.65, 1);
    expect(share(({ known }) => known.list)).toBeCloseTo(0.55, 1);
    expect(share(({ known }) => known.hash)).toBeCloseTo(0.3, 1);
    expect(share(({ known }) => !known.tags && !known.list && !known.hash)).toBeGreaterThan(0.05);
    expect(share(({ truth }) => truth === 'none')).toBeGreaterThan(0.05);
  });

  it('gives a tagged finding the logical id that its stack lists', () => {
    const listed = new Map(
      organization.stacks.map(({ stackId, logicalId, stackName }) => [`${stackId} ${logicalId}`, stackName]),
    );
    const tagged = casesWith(({ known }) => known.tags && known.list);
    const differing = tagged.filter(({ finding: { tags = {} } }) => {
      const key = `${tags['aws:cloudformation:stack-id']} ${tags['aws:cloudformation:logical-id']}`;
      return listed.get(key) !== tags['aws:cloudformation:stack-name'];
    });

    expect(tagged.length).toBeGreaterThan(100);
    expect(differing).toEqual([]);
  });
});

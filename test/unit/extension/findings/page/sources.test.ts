import { describe, expect, it } from 'vitest';
import type { ObservationView } from '#protocol/finding-details.ts';
import { sourcesSectionOf } from '../../../../../extension/findings/page/sources.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const [firstSeen, seenAt] = ['2026-11-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z'];
const observation: ObservationView = {
  ...({ source: 'config', rule: 'open-ports', severity: 'high' } as const),
  ...{ firstSeen, seenAt },
};

describe('the sources of a finding', () => {
  it('leave the format of each moment to the page, which knows the reader’s time zone', () => {
    const [item] = sourcesSectionOf({ observations: [observation], observationCount: 1 }, now).items;
    expect(item?.facts).toContainEqual(['First seen', ['22 days ago · ', { at: firstSeen }]]);
    expect(item?.facts).toContainEqual(['Last seen', ['3 days ago · ', { at: seenAt }]]);
  });
});

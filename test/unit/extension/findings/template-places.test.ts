import { describe, expect, it } from 'vitest';
import { hasPlace } from '#protocol/links.ts';
import { placesOf } from '../../../../extension/findings/template-places.ts';

const place = { file: '/app/a.yaml', line: 3, column: 2, endColumn: 6, logicalId: 'Data' };
const other = { ...place, file: '/app/b.yaml' };

describe('the places of a link', () => {
  it('are the linked one', () => {
    const link = { confidence: 'certain', evidence: 'It says so.', choice: 'this', place } as const;
    expect(placesOf(link)).toEqual([place]);
  });

  it('are its candidates if no place is linked', () => {
    const link = { confidence: 'candidates', evidence: 'Alike.', candidates: [place, other] } as const;
    expect(placesOf(link)).toEqual([place, other]);
    expect(hasPlace(link)).toBe(true);
  });

  it('are empty before the templates were read, and if no template declares it', () => {
    expect(placesOf(undefined)).toEqual([]);
    expect(hasPlace({ confidence: 'none' })).toBe(false);
  });
});

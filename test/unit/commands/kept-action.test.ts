import { describe, expect, it } from 'vitest';
import type { KeptReview } from '#protocol/reviews.ts';
import { keptAction } from '../../../daemon/commands/kept-action.ts';

const [here, there, third] = [
  'https://here.example.com/Jira',
  'https://there.example.com',
  'https://third.example.com',
];
const kept = (id: string, ticket: string, site = here) =>
  ({ id, ticket, site, current: site === here, state: 'waiting' }) as KeptReview;
const codeOf = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the action that a person names by its ticket', () => {
  it('is the only one, or the only one of the site in use', () => {
    expect(keptAction([kept('1', 'PAY-1'), kept('2', 'PAY-2')], { ticket: 'PAY-2' }).id).toBe('2');
    expect(keptAction([kept('1', 'PAY-1', there), kept('2', 'PAY-1')], { ticket: 'PAY-1' }).id).toBe('2');
    expect(keptAction([kept('1', 'PAY-1', there)], { ticket: 'PAY-1' }).id).toBe('1');
  });

  it('is not guessed among several of one site', () => {
    const several = [kept('1', 'PAY-1'), kept('2', 'PAY-1')];
    expect(codeOf(() => keptAction(several, { ticket: 'PAY-1' }))).toBe('action-of-several');
    expect(keptAction(several, { ticket: 'PAY-1', action: '2' }).id).toBe('2');
    expect(codeOf(() => keptAction(several, { ticket: 'PAY-1', action: '3' }))).toBe('review-not-kept');
    const away = [kept('1', 'PAY-1', there), kept('2', 'PAY-1', there)];
    expect(codeOf(() => keptAction(away, { ticket: 'PAY-1', site: there }))).toBe('action-of-several');
  });

  it('is not guessed among several other sites', () => {
    const away = [kept('1', 'PAY-1', there), kept('2', 'PAY-1', third)];
    expect(codeOf(() => keptAction(away, { ticket: 'PAY-1' }))).toBe('review-of-several-sites');
    expect(keptAction(away, { ticket: 'PAY-1', site: third }).id).toBe('2');
  });

  it('is found by its site as Guardrail prints it, and as a person may type it', () => {
    for (const site of [
      here,
      `${here}/`,
      'https://HERE.example.com/Jira',
      'https://here.example.com:443/Jira',
    ])
      expect(keptAction([kept('1', 'PAY-1')], { ticket: 'PAY-1', site }).id, site).toBe('1');
  });
});

import { expect, it } from 'vitest';
import { createWorld } from '../../../daemon/sandbox/world/world.ts';

const now = new Date('2026-11-23T09:00:00Z');

it('a world with divergences differs from the other one in the sample project’s tickets alone', () => {
  const [agreeing, diverging] = [createWorld({ now }), createWorld({ now, divergences: true })];
  const [own, others] = [agreeing.issues, diverging.issues];
  const without = (issues: typeof own, known: typeof own) => {
    const texts = new Set(known.map((issue) => JSON.stringify(issue)));
    return issues.filter((issue) => !texts.has(JSON.stringify(issue)));
  };
  expect(without(others, own).map(({ project }) => project)).toEqual(['PAY', 'PAY', 'PAY']);
  expect(without(own, others)).toHaveLength(3);
  expect({ ...diverging, issues: [] }).toEqual({ ...agreeing, issues: [] });
  expect(new Set(others.map(({ id }) => id)).size).toBe(others.length);
  expect(new Set(others.map(({ key }) => key)).size).toBe(others.length);
});

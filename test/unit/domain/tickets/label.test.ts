import { expect, it } from 'vitest';
import { labelOf } from '../../../../daemon/domain/tickets/label.ts';

it('gives a finding a label that never changes', () => {
  expect(labelOf('')).toBe('guardrail-e3b0c44298fc1c14');
  expect(labelOf('abc')).toBe('guardrail-ba7816bf8f01cfea');
});

it('makes a label that Jira accepts from any key', () => {
  expect(labelOf(`config/本番 "bucket"/${'x'.repeat(900)}`)).toMatch(/^guardrail-[0-9a-f]{16}$/);
});

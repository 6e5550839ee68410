import type { Occasion, RetryTexts } from '../texts.ts';

export const retry: Readonly<Record<Occasion, RetryTexts>> = {
  background: {
    nextSync: 'The next sync tries again.',
    later: 'Guardrail tries again.',
    syncAgain: 'sync again',
    refresh: 'refresh',
  },
  request: {
    nextSync: 'Try again.',
    later: 'Then try again.',
    syncAgain: 'try again',
    refresh: 'try again',
  },
};

import type { Occasion, RetryTexts } from '../texts.ts';

export const retry: Readonly<Record<Occasion, RetryTexts>> = {
  background: {
    nextSync: '次の同期で再試行します。',
    later: 'Guardrail は自動的に再試行します。',
    syncAgain: 'もう一度同期してください。',
    refresh: '更新してください。',
  },
  request: {
    nextSync: 'もう一度お試しください。',
    later: 'その後、もう一度お試しください。',
    syncAgain: 'もう一度お試しください。',
    refresh: 'もう一度お試しください。',
  },
};

import type { Transition } from '../../../daemon/sandbox/workflow-model.ts';

/** The way back from review. */
export const back: Transition = { id: '11', name: 'Send back', from: ['review'], to: 'todo' };

/** Fields that a site's move to review asks for. */
export const cause = {
  id: 'customfield_10040',
  name: 'Root cause',
  kind: 'select',
  options: [
    { id: '1', value: 'Configuration' },
    { id: '2', value: 'Human error' },
    { id: '3', value: '<img src=x onerror=alert(1)> $(bug) [x](command:x)' },
  ],
} as const;
export const reviewer = { id: 'customfield_10041', name: 'Reviewer', kind: 'user' } as const;
export const planned = { id: 'customfield_10042', name: 'Planned for', kind: 'date' } as const;

/** A move to review that requires them, and a day in the future. */
export const asking = {
  id: '21',
  name: 'Ask for review',
  from: ['todo'],
  to: 'review',
  screen: [cause, reviewer, planned].map(({ id }) => ({ field: id, required: true })),
  validators: [{ field: planned.id, future: true, sentence: 'Planned for must be after today.' }],
} satisfies Transition;

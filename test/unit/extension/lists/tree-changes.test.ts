import { expect, it } from 'vitest';
import { TreeChanges } from '../../../../extension/lists/tree-changes.ts';

function open() {
  let now = 0;
  const changes = new TreeChanges<{ name: string }>(() => now);
  const drawn: unknown[] = [];
  changes.event((nodes) => drawn.push(nodes ?? 'all'));
  return {
    changes,
    drawn,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    /** The editor asks for the first rows and gets them. */
    draw: () => changes.firstRows(Promise.resolve(), () => []),
  };
}
const group = { name: 'To Do' };

it('asks for everything once, until the editor asks for the first rows', async () => {
  const { changes, drawn, draw } = open();
  changes.all();
  changes.all();
  changes.some([group]);
  expect(drawn).toEqual(['all']);
  await draw();
  changes.all();
  expect(drawn).toEqual(['all', 'all']);
});

it('asks for a part each time it differs, and for nothing if no part does', async () => {
  const { changes, drawn } = open();
  changes.some([group]);
  changes.some([group]);
  changes.some([]);
  expect(drawn).toEqual([[group], [group]]);
});

it('answers with the rows of the moment in which they are ready, and asks for nothing until then', async () => {
  const { changes, drawn } = open();
  const ready = Promise.withResolvers<void>();
  let rows = [{ name: 'early' }];
  const answer = changes.firstRows(ready.promise, () => rows);
  rows = [{ name: 'late' }];
  changes.all();
  changes.some([group]);
  ready.resolve();
  expect(await answer).toEqual([{ name: 'late' }]);
  expect(drawn).toEqual([]);
});

it('asks again if the editor has not answered for 5 seconds', () => {
  const { changes, drawn, wait } = open();
  changes.all();
  wait(4_999);
  changes.all();
  expect(drawn).toHaveLength(1);
  wait(1);
  changes.all();
  expect(drawn).toHaveLength(2);
});

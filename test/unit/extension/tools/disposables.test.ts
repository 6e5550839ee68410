import { describe, expect, it } from 'vitest';
import { DisposableStore } from '../../../../extension/tools/disposables.ts';

describe('a disposable store', () => {
  it('disposes of what was created last first, once', () => {
    const order: string[] = [];
    const store = new DisposableStore();
    store.add({ dispose: () => order.push('log') });
    store.add({ dispose: () => order.push('tree') });

    store.dispose();
    store.dispose();

    expect(order).toEqual(['tree', 'log']);
  });

  it('disposes at once of what comes after the end of its lifetime', () => {
    const store = new DisposableStore();
    store.dispose();
    let disposed = false;
    store.add({ dispose: () => (disposed = true) });
    expect(disposed).toBe(true);
  });

  it('disposes of everything, and reports what failed', () => {
    const store = new DisposableStore();
    let disposed = false;
    store.add({ dispose: () => (disposed = true) });
    store.add({
      dispose() {
        throw new Error('broken');
      },
    });
    expect(() => store.dispose()).toThrow(AggregateError);
    expect(disposed).toBe(true);
  });
});

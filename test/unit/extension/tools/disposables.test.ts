import { describe, expect, it } from 'vitest';
import { DisposableStore } from '../../../../extension/tools/disposables.ts';

describe('a disposable store', () => {
  it('disposes in reverse order of creation, once', () => {
    const order: string[] = [];
    const store = new DisposableStore();
    store.add({ dispose: () => order.push('log') });
    store.add({ dispose: () => order.push('tree') });

    store.dispose();
    store.dispose();

    expect(order).toEqual(['tree', 'log']);
  });

  it('disposes at once of an item that is added after its end', () => {
    const store = new DisposableStore();
    store.dispose();
    let disposed = false;
    store.add({ dispose: () => (disposed = true) });
    expect(disposed).toBe(true);
  });

  it('disposes of everything, and reports failures', () => {
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

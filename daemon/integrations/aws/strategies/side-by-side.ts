/**
 * Runs generators in parallel, at most `limit` at once, and yields their values as they arrive. Keeps the
 * order within each generator. If one throws, or if the consumer stops early, all end.
 */
export async function* sideBySide<T>(
  limit: number,
  starts: Iterable<() => AsyncGenerator<T>>,
): AsyncGenerator<T> {
  const waiting = starts[Symbol.iterator]();
  const running = new Map<AsyncGenerator<T>, Promise<Step<T>>>();
  const advance = (generator: AsyncGenerator<T>) => {
    running.set(
      generator,
      generator.next().then((result) => ({ generator, result })),
    );
  };
  const startNext = () => {
    const next = waiting.next();
    if (!next.done) advance(next.value());
  };
  try {
    for (let started = 0; started < limit; started++) startNext();
    while (running.size > 0) {
      const { generator, result } = await Promise.race(running.values());
      if (result.done) {
        running.delete(generator);
        startNext();
      } else {
        advance(generator);
        yield result.value;
      }
    }
  } finally {
    for (const [generator, step] of running) {
      step.catch(() => {});
      generator.return(undefined).catch(() => {});
    }
  }
}

interface Step<T> {
  readonly generator: AsyncGenerator<T>;
  readonly result: IteratorResult<T, unknown>;
}

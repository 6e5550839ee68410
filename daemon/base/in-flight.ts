/** Tracks work that must not be interrupted, so that the process can wait for it before it ends. */
export function createInFlight() {
  const running = new Set<Promise<unknown>>();
  return {
    /** Returns the same promise. */
    add<Result>(work: Promise<Result>): Promise<Result> {
      const leave = () => running.delete(work);
      running.add(work);
      work.then(leave, leave);
      return work;
    },
    /** Resolves once all work has settled, or after the timeout. */
    async settled(timeoutMs: number): Promise<void> {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeoutMs);
      });
      await Promise.race([Promise.allSettled(running), late]);
      clearTimeout(timer);
    },
  };
}

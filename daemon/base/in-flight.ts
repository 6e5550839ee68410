/** Keeps count of work that must not be cut off, so that whoever ends the process can wait for it. */
export function createInFlight() {
  const running = new Set<Promise<unknown>>();
  return {
    /** Answers the same promise. */
    add<Result>(work: Promise<Result>): Promise<Result> {
      const leave = () => running.delete(work);
      running.add(work);
      work.then(leave, leave);
      return work;
    },
    /** Resolves once all that runs has ended, however it ends, or after so many ms. */
    async settled(patience: number): Promise<void> {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience);
      });
      await Promise.race([Promise.allSettled(running), late]);
      clearTimeout(timer);
    },
  };
}

/** Runs tasks one after the other; a failing one is told of and holds up none. */
export function createQueue(onError: (error: unknown) => void) {
  let last = Promise.resolve();
  return {
    add(task: () => Promise<void>): Promise<void> {
      last = last.then(task).catch(onError);
      return last;
    },
  };
}

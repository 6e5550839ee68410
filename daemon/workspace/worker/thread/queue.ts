/** Runs tasks one after the other. A task that fails is reported and does not stop the others. */
export function createQueue(onError: (error: unknown) => void) {
  let last = Promise.resolve();
  return {
    add(task: () => Promise<void>): Promise<void> {
      last = last.then(task).catch(onError);
      return last;
    },
  };
}

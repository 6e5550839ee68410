/** Counts what the user does, and the time since then. */
export function countSteps() {
  const begin = Date.now();
  let count = 0;
  return {
    async take(step: () => Promise<unknown>) {
      count += 1;
      await step();
    },
    said: () => `${count} steps and ${seconds(Date.now() - begin)}`,
  };
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

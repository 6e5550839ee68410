export type Lanes = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Returns a function that runs tasks with the same name one at a time, in the order of arrival. Tasks with other names do not wait. */
export function createLanes(): Lanes {
  const lanes = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (lanes.get(name) ?? Promise.resolve()).then(work, work);
    lanes.set(name, mine);
    const leave = () => {
      if (lanes.get(name) === mine) lanes.delete(name);
    };
    mine.then(leave, leave);
    return mine;
  };
}

/** Returns a function that computes the result for each argument once. Arguments are compared by identity. */
export function memoize<Argument, Result>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const known = new Map<Argument, Result>();
  return (argument) => {
    const result = known.get(argument);
    if (result !== undefined || known.has(argument)) return result as Result;
    const computed = compute(argument);
    known.set(argument, computed);
    return computed;
  };
}

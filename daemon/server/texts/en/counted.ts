/** Returns a number with its noun: `1 ticket`, `2 tickets`. @param noun One that takes an "s". */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Returns a number with its noun: `1 ticket`, `2 tickets`. @param nouns The plural. Absent: the noun with an "s". */
export function counted(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}

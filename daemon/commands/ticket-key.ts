/** Returns a ticket's key as Jira writes it, from a word that a person types. */
export function ticketKey(word: string | undefined): string {
  return (word ?? '').trim().toUpperCase();
}

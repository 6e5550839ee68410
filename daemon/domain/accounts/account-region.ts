/** An account in a region: what is read, and covered, by itself. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export function nameOf({ account, region }: Place): string {
  return `${account} ${region}`;
}

interface Page {
  readonly NextToken?: string | undefined;
}

/** Every page of a paged call, as it arrives. A page may be empty and still have a next one: only the token counts. */
export async function* pages<P extends Page>(
  read: (token: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  let token: string | undefined;
  do {
    const page = await read(token);
    yield page;
    if (page.NextToken && page.NextToken === token)
      throw new Error('the same page twice: its token repeats itself');
    token = page.NextToken;
  } while (token);
}

export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

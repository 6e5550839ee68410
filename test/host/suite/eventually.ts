/**
 * Calls repeatedly until there is a result, as a user would look again.
 * @throws Error after `timeout` ms that names the missing result.
 */
export async function eventually<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  timeout = 20_000,
): Promise<Answer> {
  for (const deadline = Date.now() + timeout; Date.now() < deadline; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Not within ${timeout} ms: ${what}.`);
}

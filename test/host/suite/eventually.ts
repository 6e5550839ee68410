/**
 * Asks again until there is an answer, as a person would look again.
 * @throws after `timeout` ms, naming what did not come.
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

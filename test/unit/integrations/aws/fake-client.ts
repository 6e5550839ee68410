/** Returns a fake of an SDK client, which answers each command by its name and records the requests. */
export function fakeClient<Client>(answers: Record<string, (input: never) => object>) {
  const asked: { name: string; input: Record<string, unknown> }[] = [];
  const client = {
    async send(command: { input: Record<string, unknown> }) {
      const name = command.constructor.name.replace(/Command$/, '');
      asked.push({ name, input: command.input });
      const answer = answers[name];
      if (!answer) throw new Error(`Not expected: ${name}`);
      return answer(command.input as never);
    },
  };
  return { client: client as unknown as Client, asked };
}

export function awsError(name: string, message = ''): Error {
  return Object.assign(new Error(message), { name });
}

export async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

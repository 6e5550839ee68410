import type { FieldEntries, MoveField } from '#protocol/move-fields.ts';
import { listMoves, searchUsers, type UserChoice } from '#protocol/moves.ts';
import { printable } from '../base/printable.ts';
import { isEmpty } from '../domain/tickets/moves/asked-fields.ts';
import { foldedName } from '../domain/tickets/state.ts';
import type { TerminalTexts } from '../server/texts/terminal-texts.ts';
import { UsageError } from './command.ts';
import type { Client } from './daemon-client.ts';
import { SaidProblem } from './said-problem.ts';

type Options = Readonly<Record<string, unknown>>;

/** The option `--field NAME=VALUE`, once for each value. */
export const fieldOption = { field: { type: 'string', multiple: true } } as const;

/** Returns the values of `--field`. A field that is given twice, in any case, has two values. @throws UsageError. */
export function fieldsOf({ field }: Options): FieldEntries {
  const values = new Map<string, string[]>();
  for (const given of Array.isArray(field) ? (field as string[]) : []) {
    const end = given.indexOf('=');
    const typed = given.slice(0, Math.max(end, 0)).trim();
    const name = [...values.keys()].find((known) => sameName(known, typed)) ?? typed;
    if (name === '') throw new UsageError((texts) => texts.fieldForm);
    values.set(name, [...(values.get(name) ?? []), given.slice(end + 1)]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => [name, { value: all.length === 1 ? (all[0] ?? '') : all }]),
  );
}

/** The screens whose fields are filled in, and the search for their people. */
export interface PeopleInput {
  /** Reads every field that a value may be for. */
  fields(): Promise<readonly MoveField[]>;
  find(field: string, query: string): Promise<readonly UserChoice[]>;
  readonly texts: TerminalTexts;
}

export interface TicketInput {
  readonly client: Client;
  readonly ticket: string;
  readonly texts: TerminalTexts;
  readonly signal: AbortSignal;
}

/** Like `withPeople`, for the moves of a ticket. */
export function withPeopleOfTicket(
  fields: FieldEntries,
  { client, ticket, texts, signal }: TicketInput,
): Promise<FieldEntries> {
  return withPeople(fields, {
    texts,
    fields: async () =>
      (await client.request(listMoves, { ticket }, signal)).moves.flatMap((move) => move.fields),
    find: async (field, query) => (await client.request(searchUsers, { ticket, field, query }, signal)).users,
  });
}

/**
 * Resolves to the same values with the site's ids of people in place of their names or mail addresses. Asks the site only
 * if there are values. @throws SaidProblem if a name fits no user or several users.
 */
export async function withPeople(fields: FieldEntries, input: PeopleInput): Promise<FieldEntries> {
  if (Object.keys(fields).length === 0) return fields;
  const known = await input.fields();
  const resolved: [string, FieldEntries[string]][] = [];
  for (const [name, entry] of Object.entries(fields)) {
    const field = known.find((each) => each.id === name || sameName(each.name, name));
    const isPerson = (field?.control === 'user' || field?.control === 'users') && !isEmpty(entry);
    resolved.push([name, isPerson ? await people(field, entry.value, input) : entry]);
  }
  return Object.fromEntries(resolved);
}

async function people(
  field: MoveField,
  value: string | readonly string[],
  input: PeopleInput,
): Promise<FieldEntries[string]> {
  if (typeof value === 'string') {
    const { id, name } = await personOf(field, value, input);
    return { value: id, shown: name };
  }
  const found: Person[] = [];
  for (const given of value) if (given.trim() !== '') found.push(await personOf(field, given, input));
  const names = found.map(({ name }) => name);
  return { value: found.map(({ id }) => id), shown: names.join(', '), names };
}

type Person = Pick<UserChoice, 'id' | 'name'>;

async function personOf(field: MoveField, given: string, { find, texts }: PeopleInput): Promise<Person> {
  const users = await find(field.id, given.trim());
  const exact = users.filter(
    ({ id, name, detail }) => id === given.trim() || sameName(name, given) || sameName(detail ?? '', given),
  );
  const [only, ...others] = exact.length > 0 ? exact : users;
  if (only && others.length === 0) return only;
  // Jira's search does not find an account by its id.
  if (users.length === 0 && isAccountId(given.trim())) return { id: given.trim(), name: given.trim() };
  const names = users.map(({ name, detail }) => printable(detail ? `${name} <${detail}>` : name));
  throw new SaidProblem('person-unclear', texts.moves.personUnclear(printable(given), field.name, names));
}

/** `5b10ac8d82e05b22cc7d4ef5`, `712020:3d7a7d4e-…` */
function isAccountId(text: string): boolean {
  return /^[\w:-]{10,128}$/.test(text) && /\d/.test(text);
}

export function sameName(left: string, right: string): boolean {
  return foldedName(left) === foldedName(right);
}

import { l10n } from 'vscode';
import type { FieldEntries } from '#protocol/move-fields.ts';
import { type MoveChoice, type MoveView, searchUsers } from '#protocol/moves.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { problemOf } from '../../daemon/problem-code.ts';
import { pickRow } from '../../tools/pick-row.ts';
import type { KeptFields } from './fields/field-drafts.ts';
import { askFields } from './fields/wizard.ts';

/** The user's answers to Jira's questions about the move. */
export interface MoveAnswers {
  readonly transition?: string;
  readonly fields?: FieldEntries;
  readonly via?: readonly string[];
}

export interface RefusalInput {
  readonly connection: DaemonConnection;
  readonly fieldDrafts: KeptFields;
  readonly ticket: string;
  /** The name under which the fields are kept until they are sent. */
  readonly draft: string;
  /** The values of the review that Jira did not accept, by the id or the name of the field; another window may have sent them. */
  readonly before?: FieldEntries | undefined;
  /** The question which of several moves to take. */
  readonly choose: string;
}

/** Sends an action again with the user's answers as long as Jira asks and the user answers. Rejects with the last refusal. */
export async function sendAnswering<Result>(
  send: (answers: MoveAnswers) => PromiseLike<Result>,
  input: RefusalInput,
): Promise<Result> {
  let given: MoveAnswers = {};
  for (;;) {
    try {
      const result = await send(given);
      input.fieldDrafts.clear(input.draft);
      return result;
    } catch (error) {
      const answers = await answerRefusal(error, given, input);
      if (answers === undefined) throw error;
      given = answers;
    }
  }
}

/**
 * Asks the user for what the move needs: one of several moves, the fields of its screen, or the steps of the way. Resolves to
 * the answers with which the action is sent again; `undefined` if the user gives none, or if nothing can be asked.
 */
async function answerRefusal(
  error: unknown,
  given: MoveAnswers,
  input: RefusalInput,
): Promise<MoveAnswers | undefined> {
  const { code, choices = [], ways = [] } = problemOf(error) ?? {};
  const { ticket, choose } = input;
  if (code === 'move-ambiguous') {
    const transition = await askMove(
      choose,
      choices.map((move) => ({ ...move, target: `→ ${move.to}` })),
    );
    return transition === undefined ? undefined : { ...withoutSteps(given), transition };
  }
  if (code === 'no-move-to-review' && ways.length > 0) {
    const step = await askMove(
      l10n.t('No transition of {0} leads to review directly. Take a step first, then review?', ticket),
      ways.map((move) => ({ ...move, target: l10n.t('→ {0}, then review', move.to) })),
    );
    return step === undefined ? undefined : { ...given, via: [step] };
  }
  return answerFields(error, given, input);
}

async function answerFields(
  error: unknown,
  given: MoveAnswers,
  { connection, fieldDrafts, ticket, draft, before = {} }: RefusalInput,
): Promise<MoveAnswers | undefined> {
  const { code, move, faults = [] } = problemOf(error) ?? {};
  if (!move) return undefined;
  if (
    move.fields.some(
      ({ control, required, hasDefault }) => control === 'unsupported' && required && !hasDefault,
    )
  )
    return undefined;
  const entries = await askFields({
    ticket,
    move,
    entries: byFieldId(given.fields ?? fieldDrafts.of(draft) ?? before, move),
    // A field that was not asked for yet is empty without a fault.
    faults: new Map(code === 'move-needs-fields' ? [] : faults.map(({ field, message }) => [field, message])),
    find: async (field, query) =>
      (await connection.require().request(searchUsers, { ticket, field, query })).users,
    keep: (kept) => fieldDrafts.write(draft, kept),
  });
  return entries && { ...withoutSteps(given), transition: move.id, fields: entries };
}

/** Jira asks about the last move when the steps before it are made. */
function withoutSteps({ via: _made, ...answers }: MoveAnswers): MoveAnswers {
  return answers;
}

/** Returns the values by the ids of the move's fields. A terminal names fields as Jira shows them. */
function byFieldId(entries: FieldEntries, { fields }: MoveView): FieldEntries {
  return Object.fromEntries(
    fields.flatMap(({ id, name }) => {
      const entry = entries[id] ?? entries[name];
      return entry ? [[id, entry] as const] : [];
    }),
  );
}

/** Asks for one of several moves. Resolves to its id. */
async function askMove(
  title: string,
  moves: readonly (MoveChoice & { readonly target: string })[],
): Promise<string | undefined> {
  if (moves.length === 0) return undefined;
  const rows = moves.map(({ id, name, target }) => ({ label: name, description: target, id }));
  return (await pickRow(rows, { title, ignoreFocusOut: true }))?.id;
}

/** Returns whether the rest must be done in Jira: the screen has a required field that Guardrail cannot fill in. */
export function needsJira(error: unknown): boolean {
  const { move, code } = problemOf(error) ?? {};
  if (code === 'move-not-available' || code === 'moves-not-permitted' || code === 'step-needs-fields')
    return true;
  return (
    move?.fields.some(
      ({ control, required, hasDefault }) => control === 'unsupported' && required && !hasDefault,
    ) ?? false
  );
}

import { l10n, ThemeIcon } from 'vscode';
import type { FieldEntries, FieldEntry, MoveField } from '#protocol/move-fields.ts';
import type { MoveView } from '#protocol/moves.ts';
import { listOf } from '../../../tools/lists.ts';
import { chooseOption, chooseOptionPath, chooseOptions } from './choose-option.ts';
import { chooseUsers, type FindUsers } from './choose-user.ts';
import { askInList, type FieldStep, type StepAnswer, valueRow } from './step.ts';
import { typeValue } from './type-value.ts';

export interface WizardInput {
  readonly ticket: string;
  readonly move: MoveView;
  /** The values so far, by the field's id. */
  readonly entries: FieldEntries;
  /** Why values cannot be sent, by the field's id. */
  readonly faults: ReadonlyMap<string, string>;
  readonly find: FindUsers;
  /** Receives the values after each answer, so that nothing that was given is lost. */
  readonly keep: (entries: FieldEntries) => void;
}

/**
 * Asks for the fields of a move: first those that Jira requires or did not accept, one by one from the first that is empty or
 * refused, then a last list with every
 * value, from which each field can be changed and optional ones filled in. Resolves to the values to send; `undefined` if
 * the user ends the wizard.
 */
export async function askFields(input: WizardInput): Promise<FieldEntries | undefined> {
  const { move, faults, keep } = input;
  const usable = move.fields.filter(({ control }) => control !== 'unsupported');
  const asked = usable.filter((field) => (field.required && !field.hasDefault) || faults.has(field.id));
  const totalSteps = asked.length + 1;
  let entries: FieldEntries = { ...initialValues(usable), ...input.entries };
  const put = (field: MoveField, entry: FieldEntry) => {
    entries = { ...entries, [field.id]: entry };
    keep(entries);
  };
  const isOpen = (field: MoveField) => faults.has(field.id) || entries[field.id] === undefined;
  const first = asked.findIndex(isOpen);
  for (let index = first < 0 ? asked.length : first; ; ) {
    const field = asked[index];
    if (field === undefined) {
      const last = await confirm(input, usable, entries, totalSteps);
      if (last === 'send') return entries;
      if (last === 'cancel') return undefined;
      if (last === 'back') {
        index = Math.max(asked.length - 1, 0);
        continue;
      }
      const changed = await askField(input, last, entries, totalSteps, totalSteps);
      if (changed === 'cancel') return undefined;
      if (changed !== 'back') put(last, changed.entry);
      continue;
    }
    const answer = await askField(input, field, entries, index + 1, totalSteps);
    if (answer === 'cancel') return undefined;
    if (answer === 'back') {
      index -= 1;
      continue;
    }
    put(field, answer.entry);
    index += 1;
  }
}

function askField(
  { ticket, move, faults, find }: WizardInput,
  field: MoveField,
  entries: FieldEntries,
  step: number,
  totalSteps: number,
): Promise<StepAnswer> {
  const asked: FieldStep = {
    title: l10n.t('{0}: {1}', ticket, move.name),
    ...{ field, step, totalSteps, entry: entries[field.id], fault: faults.get(field.id) },
  };
  switch (field.control) {
    case 'select':
      return chooseOption(asked);
    case 'multi-select':
      return chooseOptions(asked);
    case 'cascading':
      return chooseOptionPath(asked);
    case 'user':
      return chooseUsers(asked, find, false);
    case 'users':
      return chooseUsers(asked, find, true);
    default:
      return typeValue(asked);
  }
}

/** Shows every value before it is sent. Resolves to the field that the user wants to change. */
async function confirm(
  { ticket, move }: WizardInput,
  fields: readonly MoveField[],
  entries: FieldEntries,
  totalSteps: number,
): Promise<MoveField | 'send' | 'back' | 'cancel'> {
  const send = { ...valueRow('', l10n.t('Send to Jira')), iconPath: new ThemeIcon('check') };
  const rows = fields.map((field) => ({
    ...valueRow(field.id, field.name, shownEntry(entries[field.id])),
    iconPath: new ThemeIcon('edit'),
  }));
  const field = { id: '', name: l10n.t('Check the values'), required: true, control: 'select' } as const;
  const step = { title: l10n.t('{0}: {1}', ticket, move.name), field, step: totalSteps, totalSteps };
  const answer = await askInList({ ...step, entry: undefined, fault: undefined }, (picker, choose) => {
    picker.placeholder = l10n.t('Send, or choose a field to change it');
    picker.items = [send, ...rows];
    return [
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen) choose({ value: chosen.value });
      }),
    ];
  });
  if (typeof answer === 'string') return answer;
  return fields.find(({ id }) => id === answer.entry.value) ?? 'send';
}

function shownEntry(entry: FieldEntry | undefined): string {
  const value = entry?.shown ?? (typeof entry?.value === 'string' ? entry.value : listOf(entry?.value ?? []));
  // A row has one line.
  return value?.replace(/\s+/g, ' ').trim() || '–';
}

function initialValues(fields: readonly MoveField[]): FieldEntries {
  return Object.fromEntries(fields.flatMap(({ id, initial }) => (initial ? [[id, initial] as const] : [])));
}

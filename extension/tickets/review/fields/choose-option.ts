import { l10n } from 'vscode';
import type { FieldEntry, FieldOption } from '#protocol/move-fields.ts';
import { listOf } from '../../../tools/lists.ts';
import { askInList, type FieldStep, type StepAnswer, type ValueRow, valueRow } from './step.ts';

/** Asks for one of the allowed values. */
export function chooseOption(step: FieldStep): Promise<StepAnswer> {
  const rows = (step.field.options ?? []).map(({ id, label }) => valueRow(id, label));
  return askInList(step, (picker, answer) => {
    picker.items = withNone(step, rows);
    picker.activeItems = picker.items.filter(({ value }) => value === step.entry?.value);
    return [
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen) answer({ value: chosen.value, shown: chosen.shown });
      }),
    ];
  });
}

/** Asks for several of the allowed values. */
export function chooseOptions(step: FieldStep): Promise<StepAnswer> {
  const chosen = new Set(typeof step.entry?.value === 'string' ? [step.entry.value] : step.entry?.value);
  return askInList(step, (picker, answer) => {
    picker.canSelectMany = true;
    picker.items = (step.field.options ?? []).map(({ id, label }) => valueRow(id, label));
    picker.selectedItems = picker.items.filter(({ value }) => chosen.has(value));
    return [
      picker.onDidAccept(() => {
        const values = picker.selectedItems;
        if (values.length === 0 && step.field.required) return;
        answer({
          value: values.map(({ value }) => value),
          shown: listOf(values.map(({ shown }) => shown)),
        });
      }),
    ];
  });
}

/** Asks for an allowed value and one of its children: each pair is a row. */
export function chooseOptionPath(step: FieldStep): Promise<StepAnswer> {
  const paths = (step.field.options ?? []).flatMap((option): FieldOption[][] => [
    [option],
    ...(option.children ?? []).map((child) => [option, child]),
  ]);
  const entries = new Map(paths.map((path) => [path.map(({ id }) => id).join('\n'), path]));
  return askInList(step, (picker, answer) => {
    picker.items = withNone(
      step,
      [...entries].map(([key, path]) => valueRow(key, path.map(({ label }) => label).join(' › '))),
    );
    const before = typeof step.entry?.value === 'string' ? step.entry.value : step.entry?.value.join('\n');
    picker.activeItems = picker.items.filter(({ value }) => value === before);
    return [
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen) answer(entryOf(chosen, entries.get(chosen.value) ?? []));
      }),
    ];
  });
}

function entryOf({ shown }: ValueRow, path: readonly FieldOption[]): FieldEntry {
  return { value: path.map(({ id }) => id), shown };
}

/** A field that may stay empty has a row for that. */
function withNone({ field }: FieldStep, rows: readonly ValueRow[]): ValueRow[] {
  return field.required ? [...rows] : [valueRow('', l10n.t('None')), ...rows];
}

import { l10n } from 'vscode';
import { type FieldEntry, peopleOf } from '#protocol/move-fields.ts';
import type { UserChoice } from '#protocol/moves.ts';
import { listOf } from '../../../tools/lists.ts';
import { askInList, type FieldStep, type StepAnswer, type ValueRow, valueRow } from './step.ts';

/** Finds users of the site by the beginning of a name. Rejects if Jira cannot be reached. */
export type FindUsers = (field: string, query: string) => Promise<readonly UserChoice[]>;

const pauseMs = 250;

/** Asks for a user of the site, or for several. The list follows the typed name after a pause. */
export function chooseUsers(step: FieldStep, find: FindUsers, isMany: boolean): Promise<StepAnswer> {
  return askInList(step, (picker, answer) => {
    let chosen = rowsOf(step.entry);
    let timer: NodeJS.Timeout | undefined;
    let asked = 0;
    picker.canSelectMany = isMany;
    const show = (found: readonly ValueRow[]) => {
      const known = new Set(chosen.map(({ value }) => value));
      // Chosen users stay in the list, whatever is typed next.
      picker.items = [...chosen, ...found.filter(({ value }) => !known.has(value))];
      if (isMany) picker.selectedItems = picker.items.filter(({ value }) => known.has(value));
    };
    const search = async (query: string) => {
      const mine = ++asked;
      picker.busy = true;
      const found = await find(step.field.id, query).catch((error: unknown) => {
        if (mine === asked)
          picker.title = `${step.title} – ${error instanceof Error ? error.message : String(error)}`;
        return [];
      });
      if (mine !== asked) return;
      picker.busy = false;
      // The site decides which users match: the editor must not filter them by their labels again.
      show(found.map(({ id, name, detail }) => ({ ...valueRow(id, name, detail), alwaysShow: true })));
    };
    show([]);
    void search('');
    return [
      picker.onDidChangeValue((query) => {
        clearTimeout(timer);
        timer = setTimeout(() => void search(query.trim()), pauseMs);
      }),
      picker.onDidChangeSelection((rows) => {
        if (isMany) chosen = rows.map((row) => ({ ...row, alwaysShow: true }));
      }),
      picker.onDidAccept(() => {
        const rows = isMany ? chosen : picker.selectedItems.slice(0, 1);
        if (rows.length === 0 && step.field.required) return;
        const [first] = rows;
        const names = rows.map(({ shown }) => shown);
        answer(
          isMany
            ? { value: rows.map(({ value }) => value), shown: listOf(names), names }
            : { value: first?.value ?? '', shown: first?.shown ?? '' },
        );
      }),
      {
        dispose() {
          asked += 1;
          clearTimeout(timer);
        },
      },
    ];
  });
}

/** Returns a row for each user that was chosen before. */
function rowsOf(entry: FieldEntry | undefined): ValueRow[] {
  const people = entry ? peopleOf(entry) : [];
  return people.map(({ id, name }) => ({ ...valueRow(id, name, l10n.t('chosen')), alwaysShow: true }));
}

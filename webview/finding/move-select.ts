import type { MoveChoice } from '#protocol/moves.ts';
import { element } from '../shell/element.ts';
import { createField } from '../shell/field.ts';

export interface MoveSelectTexts {
  readonly label: string;
  readonly choose: string;
  /** The id of the chosen move. */
  readonly chosen?: string | undefined;
  readonly help?: string;
}

/** Asks for one of several moves. A single one is chosen, and only shown. */
export function createMoveSelect(id: string, onChoose: (id: string) => void) {
  const select = element<HTMLSelectElement>('select', {});
  const field = createField(id, select);
  field.root.hidden = true;
  let drawn = '';
  select.addEventListener('change', () => {
    field.setFault('');
    if (select.value !== '') onChoose(select.value);
  });
  return {
    root: field.root,
    /** The id of the chosen move; `undefined` if the user did not choose. */
    get value(): string | undefined {
      return field.root.hidden || select.value === '' ? undefined : select.value;
    },
    show(moves: readonly MoveChoice[], { label, choose, chosen, help = '' }: MoveSelectTexts): void {
      field.root.hidden = moves.length === 0;
      field.setLabel(label, moves.length > 1);
      field.setHelp(help);
      const wanted = JSON.stringify(moves);
      if (wanted !== drawn) {
        drawn = wanted;
        field.setFault('');
        select.replaceChildren(
          ...(moves.length > 1 ? [element('option', { value: '' }, choose)] : []),
          ...moves.map((move) => element('option', { value: move.id }, `${move.name} → ${move.to}`)),
        );
        select.value = moves.some((move) => move.id === chosen) ? (chosen ?? '') : (select.value ?? '');
      }
    },
    /** Shows the fault if no move is chosen. Returns whether there is no fault. */
    check(missing: string): boolean {
      const isMissing = !field.root.hidden && select.value === '';
      field.setFault(isMissing ? missing : '');
      return !isMissing;
    },
  };
}

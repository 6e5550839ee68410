import type { FieldEntries, FieldEntry, MoveField } from '#protocol/move-fields.ts';
import type { MoveView, UserChoice } from '#protocol/moves.ts';
import type { FieldFaultView } from '#protocol/problems.ts';
import { element } from '../shell/element.ts';
import { listOf } from '../shell/lists.ts';
import { createFieldControl } from './fields/field-control.ts';
import { type FieldControl, isAsked } from './fields/field-facts.ts';
import type { MoveTexts } from './review.ts';

export interface FieldHandlers {
  onEdit(id: string, entry: FieldEntry | undefined): void;
  find(field: string, query: string): Promise<readonly UserChoice[]>;
}

/** Shows the fields of a move's screen: first those that Jira requires, the others in a part that can be opened. */
export function createMoveFields({ onEdit, find }: FieldHandlers) {
  const help = element('p', { class: 'help' });
  const required = element('div', { class: 'form' });
  const unsupported = element('p', { class: 'note' });
  const summary = element('summary');
  const others = element('div', { class: 'form' });
  const more = element<HTMLDetailsElement>('details', {}, summary, others);
  const root = element('div', { class: 'form' }, help, required, unsupported, more);
  root.hidden = true;
  let controls = new Map<string, FieldControl>();
  let drawn = '';
  let shown: MoveView | undefined;

  function draw(fields: readonly MoveField[], entries: FieldEntries, texts: MoveTexts): void {
    controls = new Map();
    const asked: HTMLElement[] = [];
    const optional: HTMLElement[] = [];
    for (const field of fields) {
      const control = createFieldControl({
        ...{ field, texts, entry: entryOf(field, entries) },
        onEdit: (entry) => onEdit(field.id, entry),
        find: (query) => find(field.id, query),
      });
      if (!control) continue;
      controls.set(field.id, control);
      (isAsked(field) ? asked : optional).push(control.root);
    }
    const missing = fields.filter((field) => field.control === 'unsupported' && isAsked(field));
    const names = listOf(missing.map(({ name }) => name));
    help.textContent = asked.length > 0 ? texts.requiredHelp : '';
    unsupported.textContent = missing.length > 0 ? texts.unsupported.replace('{0}', names) : '';
    summary.textContent = texts.more.replace('{0}', String(optional.length));
    required.replaceChildren(...asked);
    others.replaceChildren(...optional);
    more.hidden = optional.length === 0;
    root.hidden = controls.size === 0 && missing.length === 0;
  }

  return {
    root,
    get isEmpty(): boolean {
      return root.hidden === true;
    },
    get move(): MoveView | undefined {
      return shown;
    },
    /** Draws the fields if they differ from those that are shown: a control that the user works in stays. */
    show(move: MoveView | undefined, entries: FieldEntries, texts: MoveTexts): void {
      const wanted = JSON.stringify([move?.id, move?.fields]);
      shown = move;
      if (wanted === drawn) return;
      drawn = wanted;
      draw(move?.fields ?? [], entries, texts);
    },
    /** The next time, the controls are drawn with other values. */
    forget(): void {
      drawn = '';
    },
    setFaults(faults: readonly FieldFaultView[]): void {
      const messages = new Map(faults.map(({ field, message }) => [field, message]));
      for (const [id, control] of controls) control.setFault(messages.get(id) ?? '');
      openFaulty();
    },
    /** Shows the fault of each field. Returns whether all can be sent. */
    check(): boolean {
      const faults = [...controls.values()].map((control) => {
        const fault = control.fault();
        control.setFault(fault);
        return fault;
      });
      openFaulty();
      return faults.every((fault) => fault === '');
    },
    /** The values of the fields that are shown, also Jira's own that the user left as they are. */
    entries(given: FieldEntries): FieldEntries {
      const fields = shown?.fields.filter(({ id }) => controls.has(id)) ?? [];
      const entries = fields.flatMap((field) => {
        const entry = entryOf(field, given);
        return entry && !isEmpty(entry) ? [[field.id, entry] as const] : [];
      });
      return Object.fromEntries(entries);
    },
  };

  function openFaulty(): void {
    if (others.querySelector('[aria-invalid="true"]')) more.open = true;
  }
}

/** Returns the user's value of a field, which a terminal may have given by the field's name, or Jira's own. */
function entryOf({ id, name, initial }: MoveField, entries: FieldEntries): FieldEntry | undefined {
  return entries[id] ?? entries[name] ?? initial;
}

function isEmpty({ value }: FieldEntry): boolean {
  return typeof value === 'string' ? value === '' : value.length === 0;
}

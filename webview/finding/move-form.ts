import type { FieldEntries, FieldEntry } from '#protocol/move-fields.ts';
import type { UserChoice } from '#protocol/moves.ts';
import { element } from '../shell/element.ts';
import { moveFocus } from '../shell/focus.ts';
import type { AskedMove, MoveQuestions, MoveReply } from './asked-move.ts';
import type { Draft } from './draft.ts';
import { createMoveFields } from './move-fields.ts';
import { createMoveSelect } from './move-select.ts';
import type { MoveTexts } from './review.ts';

export interface MoveHandlers {
  /** Each edit of an answer. */
  onEdit(): void;
  onLoad(): void;
  onStop(): void;
  onChoose(transition: string): void;
  find(field: string, query: string): Promise<readonly UserChoice[]>;
}

type KeptReply = Pick<Draft, 'transition' | 'step' | 'fields'>;

/** Returns the part of the form that asks what Jira asks for in the move: which move, which step, its fields. */
export function createMoveForm(restored: KeptReply, handlers: MoveHandlers) {
  const title = element('h3', { id: 'move-title' });
  const status = element('p', { class: 'help', role: 'status' });
  const load = element('vscode-button', { id: 'loadMove', appearance: 'secondary' });
  const problem = element('p', { class: 'error', role: 'alert' });
  const choice = createMoveSelect('move-choice', (id) => {
    kept = { ...kept, transition: id };
    handlers.onEdit();
    handlers.onChoose(id);
  });
  const step = createMoveSelect('move-step', (id) => {
    kept = { ...kept, step: id };
    handlers.onEdit();
  });
  const fields = createMoveFields({
    onEdit(id, entry) {
      problem.textContent = '';
      kept = { ...kept, fields: withEntry(kept.fields, id, entry) };
      handlers.onEdit();
    },
    find: handlers.find,
  });
  const state = element('div', { class: 'actions move-state' }, status, load);
  const body = element('div', { class: 'form' }, problem, choice.root, step.root, fields.root);
  const root = element(
    'div',
    { class: 'form move', role: 'group', 'aria-labelledby': title.id },
    title,
    body,
  );
  let kept: KeptReply = restored;
  let asked: AskedMove | undefined;
  let answer = -1;
  load.addEventListener('click', () => (asked?.state === 'loading' ? handlers.onStop() : handlers.onLoad()));

  function showState(texts: MoveTexts): void {
    const sentence = sentenceOf(asked, texts);
    if (status.textContent !== sentence) status.textContent = sentence;
    const isFailed = asked?.state === 'unread' && asked.why !== undefined;
    load.textContent = {
      loading: texts.stop,
      unread: isFailed ? texts.tryAgain : texts.load,
      refused: texts.checkAgain,
      asked: '',
    }[asked?.state ?? 'asked'];
    load.hidden = asked === undefined || asked.state === 'asked';
    state.classList.toggle('refused', asked?.state === 'refused');
  }

  function showQuestions(questions: MoveQuestions, texts: MoveTexts): void {
    const { choices = [], ways = [], move, chosen } = questions;
    choice.show(choices, { label: texts.transition, choose: texts.choose, chosen });
    const [only] = ways.length === 1 ? ways : [];
    const help = only ? texts.oneStep : texts.severalSteps;
    step.show(ways, { label: texts.step, choose: texts.choose, chosen: only?.id ?? kept.step, help });
    fields.show(move, kept.fields ?? {}, texts);
    if (questions.answer === answer) return;
    answer = questions.answer;
    problem.textContent = questions.problem ?? '';
    fields.setFaults(questions.faults ?? []);
  }

  return {
    root,
    /**
     * How far Jira was asked, with a button to stop or repeat that. It is below the form's button, which does not move while
     * Jira is asked; a refusal is in its place.
     */
    state,
    /** Why the review cannot be sent at all; the form then has no button. */
    get refusal(): string | undefined {
      return asked?.state === 'refused' ? asked.why : undefined;
    },
    get kept(): KeptReply {
      return kept;
    },
    /** Takes the newest draft of the other side. */
    fill(draft: KeptReply): void {
      kept = draft;
      fields.forget();
    },
    /** @param shown Absent: nothing was asked yet. */
    show(shown: AskedMove | undefined, texts: MoveTexts): void {
      asked = shown;
      title.textContent = texts.title;
      showState(texts);
      const questions = shown?.state === 'asked' ? shown : undefined;
      // While it is loaded again, the fields stay as they are.
      if (questions) showQuestions(questions, texts);
      const isEmpty = choice.root.hidden && step.root.hidden && fields.isEmpty && problem.textContent === '';
      root.hidden = shown === undefined || shown.state === 'refused' || isEmpty;
    },
    /** Shows what is missing. Returns whether the answers can be sent. */
    check(texts: MoveTexts): boolean {
      if (root.hidden) return true;
      const isComplete = [
        choice.check(texts.chooseMissing),
        step.check(texts.chooseMissing),
        fields.check(),
      ].every(Boolean);
      if (!isComplete) this.focusFault();
      return isComplete;
    },
    /** Moves the focus to the first fault. Returns whether there is one. */
    focusFault(): boolean {
      const faulty = body.querySelector<HTMLElement>('[aria-invalid="true"]');
      moveFocus(faulty instanceof HTMLFieldSetElement ? faulty.querySelector('input') : faulty);
      return faulty !== null;
    },
    get reply(): MoveReply {
      if (root.hidden) return {};
      const entries = fields.entries(kept.fields ?? {});
      const hasEntries = Object.keys(entries).length > 0;
      const transition = choice.value ?? (hasEntries ? fields.move?.id : undefined);
      const first = step.value;
      return {
        ...(transition !== undefined && { transition }),
        ...(hasEntries && { fields: entries }),
        ...(first !== undefined && { via: [first] }),
      };
    },
  };
}

function sentenceOf(asked: AskedMove | undefined, texts: MoveTexts): string {
  switch (asked?.state) {
    case 'loading':
      return texts.loading;
    case 'unread':
      return `${asked.why ?? texts.stopped} ${texts.sendAnyway}`;
    case 'refused':
      return asked.why;
    default:
      return '';
  }
}

function withEntry(entries: FieldEntries = {}, id: string, entry: FieldEntry | undefined): FieldEntries {
  // An empty value stays, so that Jira's default does not come back by itself.
  return { ...entries, [id]: entry ?? { value: '' } };
}

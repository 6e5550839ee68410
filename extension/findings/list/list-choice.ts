import { EventEmitter, type Memento } from 'vscode';
import type { FindingFilter } from '#protocol/finding-list.ts';
import { type Disposable, DisposableStore } from '../../tools/disposables.ts';
import { type Choice, readChoice } from './kept-choice.ts';

const choiceKey = 'guardrail.findingList';

/** The user's choice of groups, order and filter. It is kept for the workspace. */
export class ListChoice implements Disposable {
  private readonly memento: Memento;
  private readonly lifetime = new DisposableStore();
  private readonly changed = this.lifetime.add(new EventEmitter<void>());
  private choice: Choice;
  readonly onChanged = this.changed.event;

  constructor(memento: Memento) {
    this.memento = memento;
    this.choice = readChoice(memento.get(choiceKey));
  }

  get current(): Choice {
    return this.choice;
  }

  get isFiltered(): boolean {
    return isFiltering(this.choice.filter);
  }

  change(part: Partial<Choice>): void {
    const next = { ...this.choice, ...part };
    if (JSON.stringify(next) === JSON.stringify(this.choice)) return;
    this.choice = next;
    void this.memento.update(choiceKey, next);
    this.changed.fire();
  }

  dispose(): void {
    this.lifetime.dispose();
  }
}

/** Returns whether the filter can hide anything. */
export function isFiltering(filter: FindingFilter): boolean {
  return Object.values(filter).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)));
}

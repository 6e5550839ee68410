import { commands, workspace } from 'vscode';
import type { Model } from '../daemon/model.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { situationOf, ticketSituationOf } from './situation.ts';

/** Selects the manifest's welcome views that explain why the trees are empty now. */
export function updateWelcomeViews(
  lifetime: DisposableStore,
  model: Model,
  isConfigured: () => boolean,
): void {
  const shown = new Map<string, unknown>();
  const set = (name: string, value: unknown) => {
    if (shown.get(name) === value) return;
    shown.set(name, value);
    void commands.executeCommand('setContext', `guardrail.${name}`, value);
  };
  const update = () => {
    const configured = model.status?.configured === true || isConfigured();
    set('situation', situationOf(model, configured));
    set('ticketSituation', ticketSituationOf(model, configured));
    set('ticketsRead', model.status?.ticketsRead !== undefined);
  };
  update();
  // A setting that a user gives is a step forward, even if the daemon's status stays the same.
  lifetime.add(workspace.onDidChangeConfiguration(update));
  lifetime.add(model.onChanged(update));
}

import { commands, type Disposable } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { situationOf } from './situation.ts';

/** Selects the manifest's welcome view that explains why the tree is empty now. */
export function updateWelcomeViews(model: Model): Disposable {
  const update = () => {
    const { connection, status } = model;
    const situation = situationOf(connection, status);
    void commands.executeCommand('setContext', 'guardrail.situation', situation);
    void commands.executeCommand('setContext', 'guardrail.ticketsRead', status?.ticketsRead !== undefined);
  };
  update();
  return model.onChanged(update);
}

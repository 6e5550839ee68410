import { commands, type Disposable } from 'vscode';
import type { Knowledge } from '../daemon/model.ts';
import { situationOf } from './situation.ts';

/** Tells the manifest's welcome views what an empty tree means now. */
export function tellWelcomeViews(knowledge: Knowledge): Disposable {
  const tell = () => {
    const { connected, status } = knowledge;
    const situation = situationOf(connected, status);
    void commands.executeCommand('setContext', 'guardrail.situation', situation);
    void commands.executeCommand('setContext', 'guardrail.ticketsRead', status?.ticketsRead !== undefined);
  };
  tell();
  return knowledge.onChanged(tell);
}

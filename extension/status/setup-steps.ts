import { commands, type Memento } from 'vscode';
import type { Model } from '../daemon/model.ts';
import type { DisposableStore } from '../tools/disposables.ts';

const reviewed = 'guardrail.reviewed';

/**
 * Registers the command that opens the walkthrough, and marks its steps as done, by whatever means they were done: a setting,
 * the environment, the configuration file.
 */
export function registerSetupSteps(lifetime: DisposableStore, model: Model, memory: Memento): void {
  lifetime.add(
    commands.registerCommand('guardrail.getStarted', () =>
      commands.executeCommand('workbench.action.openWalkthrough', 'guardrail.guardrail#start'),
    ),
  );
  const mark = () => {
    for (const [step, isDone] of Object.entries(stepsDone(model, memory)))
      void commands.executeCommand('setContext', `guardrail.done.${step}`, isDone);
  };
  mark();
  lifetime.add(model.onChanged(mark));
  lifetime.add(model.onOffersChanged(mark));
}

function stepsDone({ status, offers }: Model, memory: Memento): Record<string, boolean> {
  const isReviewing = offers.includes('reviewed');
  if (isReviewing && !memory.get(reviewed)) void memory.update(reviewed, true);
  return {
    aws: status?.sources?.some(({ source, readAt }) => source !== 'tickets' && readAt !== undefined) === true,
    team: status?.team !== undefined,
    jira: status?.ticketsRead !== undefined,
    review: isReviewing || memory.get(reviewed) === true,
  };
}

import type { Locator } from 'playwright-core';
import type { Issue } from '../../daemon/sandbox/model.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

/** Returns the text field of a question. */
export function boxOf({ ask }: Workbench): Locator {
  return ask.locator('input:not([type=checkbox])').first();
}

/** Waits until the editor asks this, or offers this choice. */
export async function asked({ ask }: Workbench, text: string | RegExp): Promise<void> {
  await ask.getByText(text).first().waitFor();
}

/** Gives the answers to the two questions of **Move to Review** for one ticket. @param outcome The first words of its label. */
export async function review(
  window: Workbench,
  { ticket, outcome = 'Fixed', reason }: { ticket: string; outcome?: string; reason: string },
): Promise<void> {
  await window.runCommand('Guardrail: Move to Review');
  await window.find(ticket);
  await window.choose(new RegExp(`^${outcome}`));
  await window.answer(reason, /^Why\?/);
}

/** Returns an issue of the sandbox's Jira. @throws Error if Jira does not have it. */
export function issueIn({ world }: Sandbox, key: string): Issue {
  const found = world.issues.find((issue) => issue.key === key);
  if (!found) throw new Error(`${key} is not in Jira.`);
  return found;
}

/** Returns every comment of an issue as JSON. */
export function commentsOf({ comments }: Issue): string {
  return JSON.stringify(comments.map(({ body }) => body));
}

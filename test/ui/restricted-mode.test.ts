import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../support/vscode/workbench.ts';
import { findingToDo, keepPictureOfFailure, type Stage, setStage } from './stage.ts';

describe('in Restricted Mode', () => {
  let stage: Stage;
  let window: Workbench;
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    stage = await setStage({ restricted: true });
    window = await stage.openWindow();
    await window.openView('Guardrail');
    await window.group(/^To Do\d/).waitFor();
    await window.settled();
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
  });

  it('findings are shown and lead to their template', async () => {
    const finding = await findingToDo(stage, 'critical');
    await window.row(finding.resource.name ?? finding.resource.id).click();
    await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);
  });

  it('no ticket can be moved: the command says why, and the page hides its form', async () => {
    const { ticket } = await findingToDo(stage, 'critical');
    await window.runCommand('Guardrail: Move to Review');
    const warning = window.notifications.filter({ hasText: 'Restricted Mode is read-only' });
    await warning.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();

    await window.runCommand('Guardrail: Open Finding');
    await window.find(ticket.key);
    const page = await window.pageWith('main h1');
    await page.getByText('Restricted Mode is read-only. Trust this workspace to move tickets.').waitFor();
    expect(await page.getByRole('button', { name: 'Move to Review' }).count()).toBe(0);
    expect(await stage.organization.statusOf(ticket.key)).toBe('To Do');
  });
});

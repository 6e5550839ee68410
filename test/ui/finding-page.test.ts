import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../support/vscode/workbench.ts';
import { findingToDo, keepPictureOfFailure, picture, type Stage, setStage } from './stage.ts';

describe('the page of a finding', () => {
  let stage: Stage;
  let window: Workbench;
  let finding: Awaited<ReturnType<typeof findingToDo>>;
  const complaints: string[] = [];
  const name = () => finding.resource.name ?? finding.resource.id;
  const page = () => window.pageWith('main h1');
  keepPictureOfFailure(() => window);

  beforeAll(async () => {
    stage = await setStage();
    window = await stage.openWindow();
    window.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
    });
    await window.openView('Guardrail');
    await window.widenSideBar(360);
    await window.group(/^To Do\d/).waitFor();
    await window.settled();
    finding = await findingToDo(stage, 'critical');
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
  });

  it('opens from the tree and shows facts, evidence of the link, cause, and the ticket', async () => {
    await window.row(name()).hover();
    await window.row(name()).getByRole('button', { name: 'Open Finding' }).click();
    const text = (await (await page()).locator('main').textContent()) ?? '';
    for (const fact of [
      finding.title,
      finding.remedy,
      finding.ruleIdentifier,
      finding.resource.type,
      finding.account,
      finding.link.evidence,
      finding.link.cause?.words,
      finding.link.logicalId,
      finding.ticket.key,
      finding.ticket.priority,
      finding.ticket.due,
    ]) {
      expect(text).toContain(fact);
    }
    await picture(window, 'finding-page', { height: 1240 });
  });

  it('goes to the template and still has the typed text afterwards', async () => {
    await (await page())
      .getByRole('textbox', { name: 'Reason', exact: true })
      .fill('The replica moves into the VPC.');
    await (await page()).getByRole('button', { name: 'Go to Template' }).click();
    await expect.poll(() => window.cursorLine()).toBe(finding.link.line + 1);

    await window.row(name()).hover();
    await window.row(name()).getByRole('button', { name: 'Open Finding' }).click();

    const reason = (await page()).getByRole('textbox', { name: 'Reason', exact: true });
    await expect.poll(() => reason.inputValue()).toBe('The replica moves into the VPC.');
  });

  it('moves the ticket to review by keyboard alone, and asks for the reason first', async () => {
    const frame = await page();
    await frame.getByRole('textbox', { name: 'Reason', exact: true }).fill('');
    await frame.getByRole('radio', { name: /^Fixed/ }).focus();
    const { keyboard } = window.page;
    await keyboard.press('ArrowDown');
    await expect.poll(() => frame.getByRole('radio', { name: /^Intended/ }).isChecked()).toBe(true);
    // Past the last day, which has three parts in a browser and a calendar, and the box next to it.
    await frame.getByRole('checkbox', { name: 'Without an end' }).focus();
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await frame.getByRole('alert').getByText('Enter a reason.').waitFor();
    await keyboard.type('Partners read it until March.');
    await keyboard.press('Tab');
    await keyboard.press('Enter');

    await expect.poll(() => stage.organization.statusOf(finding.ticket.key)).toBe('In Review');
    await frame.getByRole('heading', { name: 'Your Last Action' }).waitFor();
    expect(await frame.getByRole('button', { name: 'Move to Review' }).count()).toBe(0);
  });

  it('has a policy that stops markup from changing its base address or sending a form', async () => {
    const policy = await (await page())
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "base-uri 'none'", "form-action 'none'"]),
    );
  });

  it('does not violate its content security policy', async () => {
    const editors = (await (await page()).locator('#_defaultStyles').textContent()) ?? '';
    const hash = createHash('sha256').update(editors).digest('base64');
    // VS Code adds its own style to every page. A strict policy refuses that style, too.
    expect(complaints.filter((complaint) => !complaint.includes(hash))).toEqual([]);
  });
});

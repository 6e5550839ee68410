import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileTicketParams, fileTicket, readFilingForm, withdrawFiling } from '#protocol/filing.ts';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import { runSync } from '#protocol/sync.ts';
import { globalIdOf, labelOf } from '../../daemon/domain/tickets/label.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon, type TestDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let daemon: TestDaemon;
type Window = Awaited<ReturnType<TestDaemon['client']>>;
let window: Window;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
  const { issues } = sandbox.world;
  const { project } = sandbox.hello;
  issues.splice(
    issues.findIndex((issue) => issue.project === project && issue.status === 'todo'),
    1,
  );
  daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  window = await daemon.client({ as: 'window', locale: 'en' });
  await window.request(runSync, {});
});
afterEach(() => cleanup.run());

async function findingWithout(): Promise<FindingView> {
  const { findings } = await window.request(listFindings, {});
  const found = findings.find(({ ticket }) => ticket === undefined);
  if (!found) throw new Error('Each finding of the sample team has a ticket.');
  return found;
}
const issuesOf = ({ key }: FindingView) =>
  sandbox.world.issues.filter(({ labels }) => labels.includes(labelOf(key)));
async function findingNow({ key }: FindingView): Promise<FindingView | undefined> {
  const { findings } = await window.request(listFindings, {});
  return findings.find((finding) => finding.key === key);
}
const severityPriority = { critical: 'Highest', high: 'High', medium: 'Medium', low: 'Low' };

describe('a ticket for a finding without one', () => {
  it('has the finding’s words, label, priority and due date, and is shown at once', async () => {
    const finding = await findingWithout();
    const form = await window.request(readFilingForm, { finding: finding.key });
    expect(form).toMatchObject({ project: sandbox.hello.project, type: { name: 'Task' } });
    expect(form.fields.map(({ id }) => id)).toContain('summary');
    const { result, ticket } = await window.request(fileTicket, { finding: finding.key });
    expect(result).toBe('filed');
    const [issue, ...others] = issuesOf(finding);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ key: ticket?.key, priority: severityPriority[finding.severity] });
    expect(issue?.summary).toContain(finding.resource.name ?? finding.resource.id);
    expect(issue?.description).toContain(finding.account);
    expect(issue?.remoteLinks?.map(({ globalId }) => globalId)).toEqual([globalIdOf(finding.key)]);
    expect(issue?.due).toMatch(/^\d{4}-\d\d-\d\d$/);
    const { findings } = await window.request(listFindings, {});
    expect(findings.find(({ key }) => key === finding.key)?.ticket).toMatchObject({
      key: ticket?.key,
      match: 'label',
      state: 'todo',
    });
    await expect(window.request(fileTicket, { finding: finding.key })).rejects.toThrow(
      /tracks this finding already/,
    );
  });

  it('is one ticket although Jira’s answer was lost and its search is late', async () => {
    const finding = await findingWithout();
    sandbox.jira.faults.lagSearch(true);
    sandbox.jira.faults.choose(({ method, path }) =>
      method === 'POST' && path.endsWith('/issue') ? 'lost' : undefined,
    );
    expect((await window.request(fileTicket, { finding: finding.key })).result).toBe('waiting');
    sandbox.jira.faults.choose();
    expect((await findingNow(finding))?.filing).toMatchObject({ state: 'waiting' });
    await window.request(runSync, {});
    expect(issuesOf(finding)).toHaveLength(1);
    expect((await findingNow(finding))?.filing?.note).toMatch(
      /not known yet whether the ticket is in project/,
    );
    expect((await window.request(fileTicket, { finding: finding.key })).result).toBe('waiting');
    sandbox.jira.faults.lagSearch(false);
    await window.request(runSync, {});
    expect(issuesOf(finding)).toHaveLength(1);
    const { findings } = await window.request(listFindings, {});
    expect(findings.find(({ key }) => key === finding.key)?.ticket?.key).toBe(issuesOf(finding)[0]?.key);
  });

  it('is refused in plain words for a finding, a project or a type that does not exist', async () => {
    const finding = await findingWithout();
    const refused = (params: FileTicketParams) =>
      window.request(fileTicket, params).then(
        () => 'filed',
        (error: Error) => error.message,
      );
    expect(await refused({ finding: 'nothing' })).toMatch(/^No finding nothing is known/);
    expect(await refused({ finding: finding.key, project: 'NOPE' })).toMatch(
      /cannot create tickets in project NOPE/,
    );
    expect(await refused({ finding: finding.key, type: 'Epic' })).toMatch(/no ticket type "Epic"/);
    expect(issuesOf(finding)).toEqual([]);
  });

  it('can be withdrawn while it waits', async () => {
    const finding = await findingWithout();
    sandbox.jira.faults.choose(({ method, path }) =>
      method === 'POST' && path.includes('/search') ? 'cut' : undefined,
    );
    expect((await window.request(fileTicket, { finding: finding.key })).result).toBe('waiting');
    await window.request(withdrawFiling, { finding: finding.key });
    sandbox.jira.faults.choose();
    await window.request(runSync, {});
    expect(issuesOf(finding)).toEqual([]);
    expect(await findingNow(finding)).not.toHaveProperty('filing');
  });

  it('is the ticket that has the finding’s link, although a person removed its label', async () => {
    const finding = await findingWithout();
    const [other] = sandbox.world.issues.filter(({ project }) => project === sandbox.hello.project);
    if (!other) throw new Error('The sample team has tickets.');
    const link = {
      id: '1',
      globalId: globalIdOf(finding.key),
      object: { url: 'https://a.example', title: 'A' },
    };
    other.remoteLinks = [link as never];
    expect(await window.request(fileTicket, { finding: finding.key })).toMatchObject({
      result: 'existing',
      ticket: { key: other.key },
    });
  });
});

import { afterEach, expect, it } from 'vitest';
import { LastLook } from '../../../../extension/findings/list/last-look.ts';
import { FindingsTree, type FindingsTreeInput } from '../../../../extension/findings/tree.ts';
import { EventEmitter, window } from '../../../support/vscode/fake.ts';

const lately = {
  ...{ problems: [], failed: [], read: 3, notes: [], templates: { failed: [] } },
  lastSync: '2026-11-30T08:00:00.000Z',
};

/** The window of all tests, which share it. */
const fake = { ...window };
afterEach(() => {
  Object.assign(window, fake);
});

/** A window in which the view is visible from the start. @param focused Whether the user works in it. */
function openTree({
  focused = true,
  model = {},
  findings = 1,
}: {
  focused?: boolean;
  model?: object;
  findings?: number;
} = {}) {
  const kept: Record<string, unknown> = {};
  const changed = new EventEmitter<void>();
  const none = new EventEmitter<void>().event;
  Object.assign(window, {
    state: { focused, active: focused },
    createTreeView: () => ({ visible: true, onDidChangeVisibility: none, dispose() {} }),
  });
  const memento = {
    get: () => undefined,
    update: async (key: string, value: unknown) => void Object.assign(kept, { [key]: value }),
  };
  const counts = { all: findings, open: findings, overdue: 0, fresh: 0, urgent: 0 };
  const list = {
    summary: { counts, moreGroups: 0 },
    groupsWithin: () => (findings > 0 ? [{ id: 'state:none', count: findings }] : []),
  };
  const tree = new FindingsTree({
    model: Object.assign(model, { connection: 'connected', onChanged: changed.event, onRowsChanged: none }),
    answers: { onChanged: none },
    shown: { onChanged: none, checkDay() {}, firstList: async () => {}, list },
    choice: { onChanged: none, isFiltered: false },
    look: new LastLook(memento as never),
  } as unknown as FindingsTreeInput);
  return { kept, tree, change: () => changed.fire() };
}

it('keeps when the user last looked also if the view is never closed', () => {
  const { kept, change } = openTree({ focused: true, model: { status: lately } });
  change();
  expect(kept).toHaveProperty(['guardrail.lastLook']);
});

it('does not take it for a look if the user works in another program', () => {
  const { kept, change } = openTree({ focused: false, model: { status: lately } });
  change();
  expect(kept).toEqual({});
});

it('draws the row of what was read again after a sync run without news, and no other row', async () => {
  const read = (lastSync: string) => ({
    problems: [],
    failed: [],
    read: 3,
    notes: [],
    templates: { failed: [] },
    lastSync,
  });
  const model = { status: read('2026-11-30T08:00:00.000Z') };
  const { tree, change } = openTree({ model });
  const drawn: unknown[] = [];
  const [group, coverage] = await tree.getChildren();
  tree.onDidChangeTreeData((nodes) => drawn.push(nodes));
  model.status = read('2026-11-30T08:05:00.000Z');
  change();
  change();
  expect(drawn).toEqual([[coverage]]);
  expect(coverage).toHaveProperty('coverage.lastSync', '2026-11-30T08:05:00.000Z');
  expect(group).toHaveProperty('group');
});

it('draws every row again when the row of what was read gets another place, or something below it', async () => {
  const status = {
    ...{ problems: [], failed: [] as object[], read: 3, notes: [] as string[], templates: { failed: [] } },
    lastSync: '2026-11-30T08:00:00.000Z',
  };
  const model = { status };
  const { tree, change } = openTree({ model });
  await tree.getChildren();
  const drawn: unknown[] = [];
  tree.onDidChangeTreeData((nodes) => drawn.push(nodes));
  const become = async (part: Partial<typeof status>) => {
    model.status = { ...model.status, ...part };
    change();
    return tree.getChildren();
  };
  await become({ notes: ['Lambda code is not read.'] });
  const gap = { account: '1', region: 'eu-west-1', source: 'config', code: 'access-denied', problem: 'No.' };
  const [first] = await become({ failed: [gap] });
  expect(first).toHaveProperty('coverage.failed', [gap]);
  expect(drawn).toEqual([undefined, undefined]);
});

it('has the row of what was read in a window that opens during a sync run, and keeps its numbers until the end', async () => {
  const status = (read: number, syncing: boolean) => ({
    ...{ problems: [], failed: [], read, notes: [], templates: { failed: [] }, syncing },
    lastSync: '2026-11-30T08:00:00.000Z',
  });
  const model = { status: status(3, true) };
  const { tree, change } = openTree({ model });
  const read = async () =>
    (await tree.getChildren()).flatMap((node) => ('coverage' in node ? node.coverage.read : []));
  expect(await read()).toEqual([3]);
  model.status = status(1, true);
  change();
  expect(await read()).toEqual([3]);
  model.status = status(4, false);
  change();
  expect(await read()).toEqual([4]);
});

it('says what was read also without any finding, if a problem takes the place of the welcome view', async () => {
  const jira = { code: 'jira-missing', text: 'No Jira site is configured.' };
  const model = { status: { ...lately, configured: true, problems: [jira] } };
  const { tree, change } = openTree({ model, findings: 0 });
  change();
  expect(await tree.getChildren()).toMatchObject([
    { notice: { code: 'jira-missing' } },
    { coverage: { read: 3 } },
  ]);

  const { tree: clean, change: changeClean } = openTree({ model: { status: lately }, findings: 0 });
  changeClean();
  expect(await clean.getChildren()).toEqual([]);
});

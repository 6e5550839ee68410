import { l10n, StatusBarAlignment, type StatusBarItem, ThemeColor, window, workspace } from 'vscode';
import type { ListCounts } from '#protocol/finding-list.ts';
import type { Model } from '../daemon/model.ts';
import type { ShownFindings } from '../findings/list/shown-findings.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { listOf } from '../tools/lists.ts';
import { numberOf } from '../tools/numbers.ts';
import { readSince } from '../tools/relative-time.ts';

/**
 * Shows one line about the team: how many findings wait, how old that is, and the worst problem. Shows nothing to a user who
 * has configured nothing.
 */
export function createStatusBar(
  lifetime: DisposableStore,
  { model, shown, isConfigured }: { model: Model; shown: ShownFindings; isConfigured: () => boolean },
): void {
  const item = lifetime.add(window.createStatusBarItem('guardrail.status', StatusBarAlignment.Left, 5));
  item.name = 'Guardrail';
  const show = () => {
    const { counts } = shown.list.summary;
    if (!isShown(model, counts, isConfigured)) {
      item.hide();
      return;
    }
    // The first text in a language takes the system longer than the rest of the activation: a hidden item needs none.
    describe(item, model, counts, new Date());
    item.show();
  };
  show();
  lifetime.add(model.onChanged(show));
  lifetime.add(shown.onChanged(show));
  lifetime.add(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('guardrail')) show();
    }),
  );
  // Ages grow even if nothing else changes.
  const timer = setInterval(show, 60_000);
  lifetime.add({ dispose: () => clearInterval(timer) });
}

/** Returns whether there is something to show, and the user wants it: see `guardrail.statusBar.visible`. */
function isShown({ connection, status }: Model, { open }: ListCounts, isConfigured: () => boolean): boolean {
  if (connection === 'idle' || !(status?.configured || isConfigured())) return false;
  const visible = workspace.getConfiguration('guardrail').get<string>('statusBar.visible');
  if (visible === 'off') return false;
  if (visible !== 'whenFindings') return true;
  const needsAttention =
    connection === 'offline' || (status?.problems.length ?? 0) > 0 || (status?.failed.length ?? 0) > 0;
  return needsAttention || open > 0;
}

function describe(item: StatusBarItem, model: Model, counts: ListCounts, now: Date): void {
  const { connection, status } = model;
  const words = wordsOf(model, counts);
  const problem = status?.problems[0]?.text;
  const incomplete = problem !== undefined || (status?.failed.length ?? 0) > 0;
  item.text =
    connection === 'offline' ? `$(debug-disconnect) ${words}` : `${iconOf(model, incomplete)} ${words}`;
  item.backgroundColor =
    connection === 'offline' || problem !== undefined
      ? new ThemeColor('statusBarItem.warningBackground')
      : undefined;
  item.command =
    connection === 'offline'
      ? 'guardrail.restartDaemon'
      : incomplete && status?.configured
        ? 'guardrail.coverage'
        : 'guardrail.findings.focus';
  const lines = [
    words.startsWith('Guardrail') ? words : `Guardrail: ${words}`,
    // Before the daemon has answered, this window does not know it.
    status ? readSince(status.lastSync, now) : undefined,
    problem,
    unreadText(status?.failed.length ?? 0),
    ...(status?.notes ?? []),
    status?.templates.state === 'reading' ? l10n.t('templates are still being read') : undefined,
    status?.templates.state === 'partial'
      ? l10n.t('reading the templates was stopped; Refresh continues')
      : undefined,
  ].filter((line) => line !== undefined);
  item.tooltip = lines.join('\n');
  item.accessibilityInformation = { label: listOf(lines), role: 'button' };
}

function unreadText(places: number): string | undefined {
  if (places === 0) return undefined;
  return places === 1
    ? l10n.t('1 place could not be read')
    : l10n.t('{0} places could not be read', numberOf(places));
}

/** Returns a text that has a number only if something was read: without data there may still be findings. */
function wordsOf({ connection, status }: Model, { all, open, overdue }: ListCounts): string {
  if (connection === 'offline') return l10n.t('Guardrail: offline');
  if (connection === 'starting' || !status) return l10n.t('Guardrail: starting');
  if (!status.configured) return l10n.t('Guardrail: not configured');
  if (status.lastSync === undefined && all === 0) return l10n.t('Guardrail: not read yet');
  return overdue > 0
    ? l10n.t('{0} open, {1} overdue', numberOf(open), numberOf(overdue))
    : l10n.t('{0} open', numberOf(open));
}

function iconOf({ connection, status }: Model, incomplete: boolean): string {
  if (connection === 'starting' || status?.syncing) return '$(sync~spin)';
  return incomplete ? '$(warning)' : '$(shield)';
}

import { l10n, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { isOpen } from '../findings/order.ts';
import { isOverdue } from '../tickets/due.ts';
import { readSince, todayOf } from '../tools/dates.ts';
import type { DisposableStore } from '../tools/disposables.ts';

/** Shows one line about the team: how many findings wait, how old that is, and the worst problem. */
export function createStatusBar(lifetime: DisposableStore, model: Model): void {
  const item = lifetime.add(window.createStatusBarItem('guardrail.status', StatusBarAlignment.Left, 5));
  item.name = 'Guardrail';
  const show = () => describe(item, model, new Date());
  show();
  item.show();
  lifetime.add(model.onChanged(show));
  // Ages grow even if nothing else changes.
  const timer = setInterval(show, 60_000);
  lifetime.add({ dispose: () => clearInterval(timer) });
}

function describe(item: StatusBarItem, model: Model, now: Date): void {
  const { connection, status } = model;
  const words = wordsOf(model, now);
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
      : incomplete
        ? 'guardrail.coverage'
        : 'guardrail.findings.focus';
  const lines = [
    words.startsWith('Guardrail') ? words : `Guardrail: ${words}`,
    readSince(status?.lastSync, now),
    problem,
    status?.failed.length ? l10n.t('{0} places could not be read', status.failed.length) : undefined,
    ...(status?.notes ?? []),
    status?.templates.state === 'reading' ? l10n.t('templates are still being read') : undefined,
    status?.templates.state === 'partial'
      ? l10n.t('reading the templates was stopped; Refresh continues')
      : undefined,
  ].filter((line) => line !== undefined);
  item.tooltip = lines.join('\n');
  item.accessibilityInformation = { label: lines.join(', '), role: 'button' };
}

/** Returns a text that has a number only if something was read: without data there may still be findings. */
function wordsOf({ connection, status, findings }: Model, now: Date): string {
  if (connection === 'offline') return l10n.t('Guardrail: offline');
  if (connection === 'starting' || !status) return l10n.t('Guardrail: starting');
  if (!status.configured) return l10n.t('Guardrail: not configured');
  if (status.lastSync === undefined && findings.size === 0) return l10n.t('Guardrail: not read yet');
  const open = [...findings.values()].filter(isOpen);
  const overdue = open.filter((finding) => isOverdue(finding.ticket, todayOf(now))).length;
  return overdue > 0
    ? l10n.t('{0} open, {1} overdue', open.length, overdue)
    : l10n.t('{0} open', open.length);
}

function iconOf({ connection, status }: Model, incomplete: boolean): string {
  if (connection === 'starting' || status?.syncing) return '$(sync~spin)';
  return incomplete ? '$(warning)' : '$(shield)';
}

import { type Disposable, l10n, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import type { Knowledge } from './daemon/knowledge.ts';
import { isOverdue, todayOf } from './findings/order.ts';

/** One line about the team: how much waits, how old that knowledge is, what is in the way. */
export function createStatusBar(knowledge: Knowledge): Disposable[] {
  const item = window.createStatusBarItem('guardrail.status', StatusBarAlignment.Left, 5);
  item.name = 'Guardrail';
  const show = () => describe(item, knowledge, new Date());
  show();
  item.show();
  // Ages grow without anything else changing.
  const minutes = setInterval(show, 60_000);
  return [item, knowledge.onChanged(show), { dispose: () => clearInterval(minutes) }];
}

function describe(item: StatusBarItem, knowledge: Knowledge, now: Date): void {
  const { status, connected } = knowledge;
  const open = [...knowledge.findings.values()].filter(
    ({ ticket }) => ticket === undefined || ticket.state === 'todo',
  );
  const overdue = open.filter((finding) => isOverdue(finding, todayOf(now))).length;
  const problem = status?.problems[0]?.text;
  const counts =
    overdue > 0 ? l10n.t('{0} open, {1} overdue', open.length, overdue) : l10n.t('{0} open', open.length);
  const age =
    status?.lastSync === undefined ? l10n.t('never read') : l10n.t('read {0}', ageOf(status.lastSync, now));

  item.backgroundColor =
    connected && !problem ? undefined : new ThemeColor('statusBarItem.warningBackground');
  item.command = connected
    ? problem || status?.failed.length
      ? 'guardrail.coverage'
      : 'guardrail.findings.focus'
    : 'guardrail.restartDaemon';
  if (!connected) item.text = `$(debug-disconnect) ${l10n.t('Guardrail: offline')}`;
  else if (status?.configured === false) item.text = `$(shield) ${l10n.t('Guardrail: not configured')}`;
  else if (status?.syncing) item.text = `$(sync~spin) ${counts}`;
  else item.text = `${problem || status?.failed.length ? '$(warning)' : '$(shield)'} ${counts}`;
  item.tooltip = [
    `Guardrail: ${counts}, ${age}`,
    problem,
    status?.failed.length ? l10n.t('{0} places could not be read', status.failed.length) : '',
  ]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: `Guardrail: ${counts}, ${age}`, role: 'button' };
}

function ageOf(moment: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(moment)) / 60_000));
  if (minutes < 1) return l10n.t('just now');
  if (minutes < 120) return l10n.t('{0} min ago', minutes);
  const hours = Math.round(minutes / 60);
  return hours < 48 ? l10n.t('{0} h ago', hours) : l10n.t('{0} days ago', Math.round(hours / 24));
}

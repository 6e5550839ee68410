import path from 'node:path';
import { commands, type Disposable, l10n, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { TemplateFailure } from '#protocol/status.ts';
import type { Model } from '../daemon/model.ts';
import { pickRow } from '../tools/pick-row.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { readSince } from '../tools/relative-time.ts';
import { everythingRead } from './coverage/coverage-item.ts';
import { openFailed } from './coverage/open-failed.ts';
import { sourceOf } from './problems/headlines.ts';

/** Shows what could not be read (problems, account-regions, templates), and what is not read on purpose. */
export function registerCoverage(model: Model): Disposable {
  return commands.registerCommand('guardrail.coverage', () => showCoverage(model));
}

async function showCoverage({ connection, status }: Model): Promise<void> {
  if (connection === 'idle') {
    // Nothing was read because nothing is configured: the view says so, and has the next step.
    await commands.executeCommand('guardrail.findings.focus');
    return;
  }
  const problems = (status?.problems ?? []).map(({ code, text }) => ({
    label: sourceOf(code),
    iconPath: new ThemeIcon('warning'),
    detail: text,
  }));
  const accountRegions = (status?.failed ?? []).map(({ account, region, source, problem = '', readAt }) => ({
    label: `${account} ${region}`,
    iconPath: new ThemeIcon('circle-slash'),
    description: [source, readSince(readAt, new Date())].join(' · '),
    detail: problem,
  }));
  const notes = (status?.notes ?? []).map((detail) => ({
    label: l10n.t('Not read on purpose'),
    iconPath: new ThemeIcon('info'),
    detail,
  }));
  const templates = (status?.templates.failed ?? []).map((failure) => ({
    label: path.basename(failure.file),
    iconPath: new ThemeIcon(failure.isFolder ? 'folder' : 'file-code'),
    description: failure.file,
    detail: failure.error,
    failure,
  }));
  const rows: (QuickPickItem & { readonly failure?: TemplateFailure })[] = [
    ...problems,
    ...accountRegions,
    ...templates,
    ...notes,
  ];
  if (rows.length === 0 && connection !== 'connected') {
    await window.showWarningMessage(
      l10n.t('The Guardrail daemon is not connected. Run "Guardrail: Restart Daemon".'),
    );
    return;
  }
  if (rows.length === 0) {
    const read = status?.complete
      ? everythingRead(status.read)
      : l10n.t('Nothing has been read yet. Run "Guardrail: Refresh".');
    await window.showInformationMessage(plainMessage(read));
    return;
  }
  const title = l10n.t('What could not be read');
  const chosen = await pickRow(rows, { title, matchOnDetail: true });
  if (!chosen?.failure) return;
  const { command, arguments: targets = [] } = openFailed(chosen.failure);
  await commands.executeCommand(command, ...targets);
}

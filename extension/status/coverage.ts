import path from 'node:path';
import { commands, type Disposable, l10n, type QuickPickItem, ThemeIcon, Uri, window } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { readSince } from '../tools/dates.ts';
import { pickRow } from '../tools/pick-row.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { sourceOf } from './problems/headlines.ts';

/** Shows what could not be read (problems, account-regions, templates), and what is not read on purpose. */
export function registerCoverage(model: Model): Disposable {
  return commands.registerCommand('guardrail.coverage', () => showCoverage(model));
}

async function showCoverage({ connection, status }: Model): Promise<void> {
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
  const templates = (status?.templates.failed ?? []).map(({ file, error }) => ({
    label: path.basename(file),
    iconPath: new ThemeIcon('file-code'),
    description: file,
    detail: error,
    file,
  }));
  const rows: (QuickPickItem & { readonly file?: string })[] = [
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
      ? l10n.t('Everything was read ({0} places).', status.read)
      : l10n.t('Nothing has been read yet. Run "Guardrail: Refresh".');
    await window.showInformationMessage(plainMessage(read));
    return;
  }
  const title = l10n.t('What could not be read');
  const chosen = await pickRow(rows, { title, matchOnDetail: true });
  if (chosen?.file !== undefined) await window.showTextDocument(Uri.file(chosen.file));
}

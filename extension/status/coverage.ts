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
import { actionFor, type Remedy, remedies, remedyOf } from './problems/remedies.ts';

/** Shows what could not be read (problems, account-regions, templates), and what is not read on purpose. */
export function registerCoverage(model: Model): Disposable {
  return commands.registerCommand('guardrail.coverage', () => showCoverage(model));
}

interface Row extends QuickPickItem {
  readonly failure?: TemplateFailure;
  /** The command that fixes it. */
  readonly remedy?: Remedy;
}

async function showCoverage({ connection, status }: Model): Promise<void> {
  if (connection === 'idle') {
    // Nothing was read because nothing is configured: the view says so, and has the next step.
    await commands.executeCommand('guardrail.findings.focus');
    return;
  }
  const notConnected = l10n.t('The Guardrail daemon is not connected. Run "Guardrail: Restart Daemon".');
  const offline = {
    label: l10n.t('Daemon not connected'),
    iconPath: new ThemeIcon('debug-disconnect'),
    detail: notConnected,
    remedy: remedies.restart(),
  };
  const problems = (status?.problems ?? []).map(({ code, text }) => {
    const remedy = actionFor(code);
    return {
      label: sourceOf(code),
      iconPath: new ThemeIcon('warning'),
      detail: text,
      description: remedy.title,
      remedy,
    };
  });
  const accountRegions = (status?.failed ?? []).map(
    ({ account, region, source, code, problem = '', readAt }) => {
      const remedy = remedyOf(code);
      return {
        label: `${account} ${region}`,
        iconPath: new ThemeIcon('circle-slash'),
        description: [source, readSince(readAt, new Date()), ...(remedy ? [remedy.title] : [])].join(' · '),
        detail: problem,
        ...(remedy && { remedy }),
      };
    },
  );
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
  const known: Row[] = [...problems, ...accountRegions, ...templates, ...notes];
  if (known.length === 0 && connection === 'offline') {
    await window.showWarningMessage(plainMessage(notConnected));
    return;
  }
  if (known.length === 0) {
    const read = status?.complete
      ? everythingRead(status.read)
      : l10n.t('Nothing has been read yet. Run "Guardrail: Refresh".');
    await window.showInformationMessage(plainMessage(read));
    return;
  }
  const title = l10n.t('What could not be read');
  // What is known without a connection is old.
  const rows: Row[] = connection === 'offline' ? [offline, ...known] : known;
  const chosen = await pickRow(rows, { title, matchOnDetail: true });
  if (chosen?.remedy) await commands.executeCommand(chosen.remedy.command);
  if (!chosen?.failure) return;
  const { command, arguments: targets = [] } = openFailed(chosen.failure);
  await commands.executeCommand(command, ...targets);
}

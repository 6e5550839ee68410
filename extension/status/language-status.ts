import { type LanguageStatusItem, LanguageStatusSeverity, l10n, languages } from 'vscode';
import type { Model } from '../daemon/model.ts';
import { templateFiles } from '../daemon/template-files.ts';
import type { DisposableStore } from '../tools/disposables.ts';
import { type SourceLine, sourceLines } from './source-ages.ts';

/**
 * Shows in the language status of a template how old the data of each source is, and whether something could not be read. Each
 * source has a line: VS Code cuts a long one off.
 */
export function createLanguageStatus(lifetime: DisposableStore, model: Model): void {
  const items = new Map<string, LanguageStatusItem>();
  const show = () => {
    const { connection, status } = model;
    const isShown = connection === 'connected' && status?.configured === true;
    const lines = isShown ? sourceLines(status, new Date()) : [];
    const sources = new Set<string>(lines.map(({ source }) => source));
    for (const [source, item] of items) {
      if (sources.has(source)) continue;
      item.dispose();
      items.delete(source);
    }
    for (const line of lines) {
      const item = items.get(line.source) ?? createItem(line.source);
      items.set(line.source, item);
      describe(item, line);
    }
  };
  show();
  lifetime.add(model.onChanged(show));
  // Ages grow even if nothing else changes.
  const timer = setInterval(show, 60_000);
  lifetime.add({
    dispose() {
      clearInterval(timer);
      for (const item of items.values()) item.dispose();
    },
  });
}

function createItem(source: string): LanguageStatusItem {
  const item = languages.createLanguageStatusItem(`guardrail.${source}`, {
    scheme: 'file',
    pattern: templateFiles,
  });
  item.name = 'Guardrail';
  return item;
}

function describe(item: LanguageStatusItem, { text, isIncomplete, isBusy }: SourceLine): void {
  item.text = text;
  item.detail = 'Guardrail';
  item.busy = isBusy;
  item.severity = isIncomplete ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.command = isIncomplete
    ? { command: 'guardrail.coverage', title: l10n.t('Show What Could Not Be Read') }
    : undefined;
  item.accessibilityInformation = { label: `Guardrail: ${text}` };
}

import { l10n, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import { gapsSentence } from './gaps-sentence.ts';
import { headlineOf } from './headlines.ts';
import type { Notice } from './notices.ts';
import { actionFor, type Remedy, remedies } from './remedies.ts';

interface Shown {
  readonly icon: ThemeIcon;
  /** A few words: a narrow side bar cuts off the text after them first. */
  readonly headline: string;
  readonly text?: string;
  readonly action?: Remedy;
}

/** Returns a notice's row: the headline, then the action of a click or Enter, then the whole sentence. */
export function noticeItem(notice: Notice): TreeItem {
  const { icon, headline, text, action } = shown(notice);
  const item = new TreeItem(headline);
  item.id = `notice:${notice.kind}:${notice.kind === 'problem' ? notice.code : ''}`;
  item.iconPath = icon;
  item.description = [action?.title, text].filter(Boolean).join(' · ');
  // A plain string: text from AWS and Jira is never markup.
  item.tooltip = text ?? headline;
  const spoken = text === undefined ? headline : `${headline}: ${text}`;
  item.accessibilityInformation = {
    label: action ? l10n.t('{0} Enter: {1}', spoken, action.title) : spoken,
  };
  item.contextValue = 'notice';
  if (action) item.command = { command: action.command, title: action.title };
  return item;
}

function shown(notice: Notice): Shown {
  switch (notice.kind) {
    case 'offline':
      return {
        icon: error('debug-disconnect'),
        headline: l10n.t('Daemon not connected'),
        text: l10n.t('The daemon is not connected. What you see may be out of date.'),
        action: remedies.restart(),
      };
    case 'reading':
      return {
        icon: new ThemeIcon('sync~spin'),
        headline: l10n.t('Reading AWS and Jira for the first time …'),
      };
    case 'gaps':
      return {
        icon: warning,
        headline: l10n.t('Not everything was read'),
        text: gapsSentence(notice.count),
        action: remedies.coverage(),
      };
    case 'problem':
      return {
        icon: notice.code.startsWith('jira-') ? warning : error('error'),
        headline: headlineOf(notice.code),
        text: notice.text,
        action: actionFor(notice.code),
      };
  }
}

const warning = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));

function error(icon: string): ThemeIcon {
  return new ThemeIcon(icon, new ThemeColor('list.errorForeground'));
}

import { TabInputWebview, window } from 'vscode';

/** Three times the delay of VS Code. */
const restMs = 150;

/**
 * Resolves once the focus does not move by itself any more. When the palette or a question closes, VS Code gives the focus back
 * to the page under it 50 ms later (`_focusDelayer` of its webviews): a question that is asked in this time closes at once.
 */
export async function focusAtRest(): Promise<void> {
  const isPage = window.tabGroups.activeTabGroup.activeTab?.input instanceof TabInputWebview;
  if (isPage) await new Promise((resolve) => setTimeout(resolve, restMs));
}

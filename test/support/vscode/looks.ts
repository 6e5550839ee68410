import type { Frame } from 'playwright-core';
import type { RunningVsCode } from './server.ts';

/** The part of a webview's page that VS Code changes with the theme. */
export interface Look {
  /** The name in `themes`. */
  readonly theme: string;
  /** The `style` of the page's root: a variable for each color and font. */
  readonly style: string;
  /** The classes of the page's body. */
  readonly classes: string;
  /** `dark`, `light` or high contrast, as the page's body says it. */
  readonly kind: string;
}

/**
 * Dark, light and both themes of high contrast. The setting `workbench.colorTheme` has them with *Default* in front. A page's id of
 * a theme is without it in later versions of VS Code, for some themes.
 */
export const themes = ['Dark Modern', 'Light Modern', 'High Contrast', 'High Contrast Light'];

const read = `(() => {
  const { body, documentElement: root } = document;
  const { vscodeThemeId: theme, vscodeThemeKind: kind } = body.dataset;
  return { theme: theme.replace(/^Default /, ''), kind, classes: body.className, style: root.getAttribute('style') };
})()`;

export function lookOf(frame: Frame): Promise<Look> {
  return frame.evaluate<Look>(read);
}

/** Resolves to the look of each theme: the editor shows one after the other, and at the end the first. */
export async function looksOf(vsCode: RunningVsCode, frame: Frame): Promise<Look[]> {
  const looks: Look[] = [];
  for (const theme of [...themes.slice(1), ...themes.slice(0, 1)]) {
    await changeTheme(vsCode, frame, theme);
    looks.push(await lookOf(frame));
  }
  return [...looks.slice(-1), ...looks.slice(0, -1)];
}

/** Changes the theme of the editor, and waits until the page has it. */
async function changeTheme(vsCode: RunningVsCode, frame: Frame, theme: string): Promise<void> {
  vsCode.change({ 'workbench.colorTheme': `Default ${theme}` });
  // The page's policy refuses a condition that is written as text.
  await frame.locator(`body[data-vscode-theme-id$="${theme}"]`).waitFor();
}

/**
 * Gives the page a look without the editor, in a tenth of the time. Its components draw themselves again in the next frame. A page
 * is drawn over the editor's background, which it gets as its own.
 */
export async function wear(frame: Frame, { style, classes, theme, kind }: Look): Promise<void> {
  await frame.evaluate(`new Promise((drawn) => {
    const { body, documentElement: root } = document;
    root.style.cssText = ${JSON.stringify(style)} + '; background-color: var(--vscode-editor-background)';
    Object.assign(body.dataset, { vscodeThemeId: ${JSON.stringify(theme)}, vscodeThemeKind: ${JSON.stringify(kind)} });
    body.className = ${JSON.stringify(classes)};
    requestAnimationFrame(() => requestAnimationFrame(drawn));
  })`);
}

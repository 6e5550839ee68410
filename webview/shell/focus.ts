/**
 * Moves the focus to an element, unless the user works outside the page. A page that is drawn again must not take the focus
 * from an editor, and a question of VS Code closes when it loses the focus.
 */
export function moveFocus(target: HTMLElement | null | undefined): void {
  if (document.hasFocus()) target?.focus();
}

import { element } from '../shell/element.ts';
import type { PageAction } from './page-action.ts';

export type Act = (action: PageAction) => void;

/** Returns a function that makes a button of the page. Its id is its action's name. */
export function buttonsOf(act: Act) {
  return (action: PageAction, text: string, appearance: 'primary' | 'secondary'): HTMLElement => {
    const made = element('vscode-button', { id: action, appearance }, text);
    made.addEventListener('click', () => act(action));
    return made;
  };
}

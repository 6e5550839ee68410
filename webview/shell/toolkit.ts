/**
 * The web components of the pages, by the names that the pages use. The toolkit is archived: this is the only file
 * that imports it, so that another can replace it.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';

export function registerComponents(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeRadio(),
    vsCodeRadioGroup(),
    vsCodeTextArea(),
  );
}

/** Elements whose value a page reads or sets. */
export type ValueElement = HTMLElement & { value: string };
export type CheckElement = HTMLElement & { checked: boolean };
export type ButtonElement = HTMLElement & { disabled: boolean };

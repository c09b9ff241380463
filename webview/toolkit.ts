// The one place that knows the toolkit of controls: its repository is archived, and some day another takes over.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** Defines the elements `vscode-button`, `vscode-dropdown`, `vscode-option`, `vscode-progress-ring`, `vscode-text-field`. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

/** The value of the control that an `input` or `change` event came from. */
export function valueOf(event: Event): string {
  return (event.currentTarget as EventTarget & { readonly value: string }).value;
}

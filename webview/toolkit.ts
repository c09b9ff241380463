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
export function defineControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
  // The toolkit reads the theme when the page has loaded, and waits for that event though it has passed.
  if (document.readyState === 'complete') window.dispatchEvent(new Event('load'));
}

import { afterPaint } from './afterPaint';

const BUTTONS = 'vscode-button:not(:defined)';

/**
 * Makes the toolkit's controls of the page work. They are defined once the page has been drawn, since loading them takes
 * longer than all the rest; until then a button is a plain element with the role, the focus and the keys of one.
 *
 * @param isDrawn resolves once what the page is for has been drawn; without it, the first frame counts
 */
export function registerControls(isDrawn = Promise.resolve()): void {
  const observer = new MutationObserver(dressButtons);
  observer.observe(document.body, { childList: true, subtree: true });
  document.body.addEventListener('keydown', pressByKey);
  void isDrawn.then(() =>
    afterPaint(() => {
      void import('./toolkit').then(({ defineControls }) => {
        observer.disconnect();
        document.body.removeEventListener('keydown', pressByKey);
        keepFocus(() => {
          undressButtons();
          defineControls();
        });
      });
    }),
  );
}

/** The value of the control that an `input` or `change` event came from. */
export function valueOf(event: Event): string {
  return (event.currentTarget as EventTarget & { readonly value: string }).value;
}

/** Whether the box that a `change` event came from is ticked now. */
export function isChecked(event: Event): boolean {
  return (event.currentTarget as HTMLInputElement).checked;
}

function dressButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>(BUTTONS)) {
    if (button.role === 'button') continue;
    button.role = 'button';
    button.tabIndex = 0;
  }
}

/** The control has a button of its own inside. */
function undressButtons(): void {
  for (const button of document.querySelectorAll(BUTTONS)) {
    button.removeAttribute('role');
    button.removeAttribute('tabindex');
  }
}

function pressByKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (!target.matches(BUTTONS) || target.hasAttribute('disabled')) return;
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  target.click();
}

/** An element that becomes a control loses the focus that it had. */
function keepFocus(change: () => void): void {
  const focused = document.activeElement;
  change();
  if (focused instanceof HTMLElement && focused !== document.body && document.activeElement !== focused)
    focused.focus();
}

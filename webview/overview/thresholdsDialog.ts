import { html, render } from 'lit';
import type { OverviewRow, OverviewStrings } from '../../src/shared/overviewMessages';
import type { Thresholds } from '../../src/shared/thresholds';
import { format } from '../text';

const MOST_MINUTES = 1_439;

/** Lets the user set the thresholds of a queue. */
export function editThresholds(
  row: OverviewRow,
  strings: OverviewStrings,
  onSave: (thresholds: Thresholds, isSilenced: boolean) => void,
): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'thresholds';
  dialog.setAttribute('aria-labelledby', 'thresholds-title');
  const { depth, notEmpty = false, notDrainingMinutes } = row.thresholds;
  const save = () => {
    const thresholds = readForm(dialog, strings);
    if (!thresholds) return;
    onSave(thresholds, input(dialog, 'silence').checked);
    dialog.close();
  };
  render(
    html`
      <h2 id="thresholds-title">${format(strings.thresholdsOf, row.heading.queueName)}</h2>
      ${number('depth', strings.depth, depth)}
      ${number('minutes', strings.notDraining, notDrainingMinutes)}
      ${check('notEmpty', strings.notEmpty, notEmpty)} ${check('silence', strings.silence, row.isSilenced)}
      <p class="hint">${strings.thresholdHint}</p>
      <div class="thresholds-buttons">
        <vscode-button appearance="secondary" @click=${() => dialog.close()}>${strings.cancel}</vscode-button>
        <vscode-button @click=${save}>${strings.save}</vscode-button>
      </div>
    `,
    dialog,
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) save();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function number(name: string, label: string, value: number | undefined) {
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <input class="number-field" id=${name} inputmode="numeric" .value=${value === undefined ? '' : String(value)} />
      <span class="problem" id="${name}-problem" role="alert" hidden></span>
    </div>
  `;
}

function check(name: string, label: string, isChecked: boolean) {
  return html`<label class="check"><input type="checkbox" id=${name} .checked=${isChecked} />${label}</label>`;
}

/** Undefined when something typed is no threshold: it says so and keeps what was typed. */
function readForm(dialog: HTMLElement, strings: OverviewStrings): Thresholds | undefined {
  const depth = readNumber(dialog, 'depth', 0, 1_000_000_000, strings.invalidDepth);
  const minutes = readNumber(dialog, 'minutes', 1, MOST_MINUTES, strings.invalidMinutes);
  if (depth === null || minutes === null) return undefined;
  return {
    ...(depth !== undefined && { depth }),
    ...(minutes !== undefined && { notDrainingMinutes: minutes }),
    ...(input(dialog, 'notEmpty').checked && { notEmpty: true }),
  };
}

/** Undefined for an empty field, null for one that is wrong. */
function readNumber(
  dialog: HTMLElement,
  name: string,
  least: number,
  most: number,
  problem: string,
): number | undefined | null {
  const text = input(dialog, name).value.trim();
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  const isWrong = text !== '' && !(value >= least && value <= most);
  const place = dialog.querySelector<HTMLElement>(`#${name}-problem`);
  if (place) {
    place.hidden = !isWrong;
    place.textContent = isWrong ? problem : '';
  }
  if (isWrong) return null;
  return text === '' ? undefined : value;
}

function input(dialog: HTMLElement, name: string): HTMLInputElement {
  return dialog.querySelector(`#${name}`) as HTMLInputElement;
}

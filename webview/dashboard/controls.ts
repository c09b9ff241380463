import { html, nothing, type TemplateResult } from 'lit';
import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import { format, formatShortDateTime, formatTime } from '../text';
import { spanText } from './reading';
import type { TimeView } from './view';

export type Export = 'savePicture' | 'saveCsv' | 'openSamples' | 'copySummary';
const EXPORTS: readonly Export[] = ['savePicture', 'saveCsv', 'openSamples', 'copySummary'];

/** What the controls do. */
export interface ControlActions {
  choose(minutes: number): void;
  togglePause(): void;
  pan(share: number): void;
  zoom(direction: 'in' | 'out'): void;
  reset(): void;
  setStacked(isStacked: boolean): void;
  addQueues(): void;
  readCloudWatch(): void;
  removeCloudWatch(): void;
  export(what: Export): void;
}

/** How far the buttons and keys move, as a share of the window. */
export const PAN_SHARE = 0.25;

/** What can be done about CloudWatch on this page. */
export interface CloudWatchControls {
  readonly isOffered: boolean;
  /** What it said is shown. */
  readonly isShown: boolean;
}

export function controlsTemplate(
  view: TimeView,
  isStacked: boolean,
  cloudWatch: CloudWatchControls,
  strings: DashboardStrings,
  actions: ControlActions,
): TemplateResult {
  const { fixedTo } = view;
  return html`
    <div class="controls">
      ${windowsTemplate(view, strings, actions)}
      <div class="segments segments-buttons">
        ${segmentButton('‹', strings.panLeft, () => actions.pan(-PAN_SHARE))}
        ${segmentButton('›', strings.panRight, () => actions.pan(PAN_SHARE))}
        ${segmentButton('−', strings.zoomOut, () => actions.zoom('out'))}
        ${segmentButton('+', strings.zoomIn, () => actions.zoom('in'))}
      </div>
      <fieldset class="segments">
        <legend class="sr-only">${strings.drawing}</legend>
        ${radio('drawing', strings.lines, !isStacked, () => actions.setStacked(false))}
        ${radio('drawing', strings.stacked, isStacked, () => actions.setStacked(true))}
      </fieldset>
      <vscode-button appearance="secondary" @click=${() => actions.togglePause()}>
        ${fixedTo === undefined ? strings.pause : strings.resume}
      </vscode-button>
      ${
        view.isAsChosen
          ? nothing
          : html`<vscode-button appearance="secondary" @click=${() => actions.reset()}>${strings.reset}</vscode-button>`
      }
      <span class="controls-end">
        ${cloudWatchTemplate(cloudWatch, strings, actions)}
        <vscode-button appearance="secondary" @click=${() => actions.addQueues()}>
          ${strings.addQueues}
        </vscode-button>
        ${exportTemplate(strings, actions)}
      </span>
      ${
        fixedTo === undefined
          ? nothing
          : html`<span class="hint" role="status">${format(strings.paused, view.isLong ? formatShortDateTime(fixedTo) : formatTime(fixedTo))}</span>`
      }
    </div>
  `;
}

function cloudWatchTemplate(
  { isOffered, isShown }: CloudWatchControls,
  { cloudWatch }: DashboardStrings,
  actions: ControlActions,
): TemplateResult {
  return html`
    ${
      isShown
        ? html`<vscode-button appearance="secondary" @click=${() => actions.removeCloudWatch()}>
            ${cloudWatch.remove}
          </vscode-button>`
        : nothing
    }
    ${
      isOffered
        ? html`<vscode-button
            appearance="secondary"
            title=${cloudWatch.readHint}
            @click=${() => actions.readCloudWatch()}
          >
            ${cloudWatch.read}
          </vscode-button>`
        : nothing
    }
  `;
}

function windowsTemplate(view: TimeView, strings: DashboardStrings, actions: ControlActions): TemplateResult {
  return html`
    <fieldset class="segments">
      <legend class="sr-only">${strings.window}</legend>
      ${view.windowsMinutes.map((minutes) => {
        const label = minutes < 120 ? format(strings.minutes, minutes) : spanText(minutes * 60_000, strings);
        return radio('window', label, view.spanMs === minutes * 60_000, () => actions.choose(minutes));
      })}
    </fieldset>
  `;
}

function radio(name: string, label: string, isChecked: boolean, onChoose: () => void): TemplateResult {
  return html`
    <label class="segment">
      <input type="radio" name=${name} .checked=${isChecked} @change=${onChoose} />
      <span>${label}</span>
    </label>
  `;
}

function segmentButton(sign: string, label: string, onClick: () => void): TemplateResult {
  return html`<button class="segment-button" title=${label} aria-label=${label} @click=${onClick}>${sign}</button>`;
}

function exportTemplate(strings: DashboardStrings, actions: ControlActions): TemplateResult {
  const choose = (event: Event, what: Export) => {
    (event.currentTarget as HTMLElement).closest('details')?.removeAttribute('open');
    actions.export(what);
  };
  return html`
    <details class="menu" @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
      <summary>${strings.export}</summary>
      <div class="menu-items">
        ${EXPORTS.map(
          (what) =>
            html`<button class="menu-item" @click=${(event: Event) => choose(event, what)}>${strings[what]}</button>`,
        )}
      </div>
    </details>
  `;
}

function closeOnEscape(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  if (event.key !== 'Escape' || !menu.hasAttribute('open')) return;
  menu.removeAttribute('open');
  menu.querySelector('summary')?.focus();
}

function closeWhenLeft(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLElement;
  if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget))
    menu.removeAttribute('open');
}

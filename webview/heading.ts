import { html, nothing, type TemplateResult } from 'lit';
import type { HeadingStrings, QueueHeading } from '../src/shared/panelMessages';

/** The top of every page: which queue, and where it lives. `actions` stand at its end. */
export function headingTemplate(
  heading: QueueHeading,
  strings: HeadingStrings,
  actions: TemplateResult,
): TemplateResult {
  const { queueName, connection, account, region, isAws, isFifo } = heading;
  return html`
    <header class="heading">
      <div class="heading-text">
        <h1 title=${queueName}>${queueName}</h1>
        <p class="heading-place" aria-label=${`${strings.location}: ${connection}, ${account}, ${region}`}>
          ${isAws ? html`<span class="badge badge-aws">${strings.aws}</span>` : nothing}
          <span>${connection}</span>
          ${account ? html`<span>${account}</span>` : nothing}
          <span>${region}</span>
          <span>${isFifo ? strings.fifo : strings.standard}</span>
        </p>
      </div>
      <div class="heading-actions">${actions}</div>
    </header>
  `;
}

import type { FrameLocator, Page } from 'playwright-core';

/** A page of the extension inside the editor in front. */
export class WebviewPage {
  readonly content: FrameLocator;

  constructor(protected readonly page: Page) {
    this.content = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }
}

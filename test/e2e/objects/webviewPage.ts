import type { FrameLocator, Page } from 'playwright-core';

/** The page inside the editor in front. */
export class WebviewPage {
  readonly content: FrameLocator;

  constructor(page: Page) {
    this.content = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }
}

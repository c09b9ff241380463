import { WebviewPage } from './webviewPage';

export interface ShownCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The page with the chart of a queue. */
export class DashboardPage extends WebviewPage {
  /** What stands beside the chart; undefined before the first sample. */
  async readCounts(queueName: string): Promise<ShownCounts | undefined> {
    const [visible, inFlight, delayed] = await Promise.all(
      ['visible', 'inFlight', 'delayed'].map((series) => this.readCount(queueName, series)),
    );
    if (visible === undefined || inFlight === undefined || delayed === undefined) return undefined;
    return { visible, inFlight, delayed };
  }

  /** What is painted, as a fingerprint that changes with the picture. */
  async readChart(queueName: string): Promise<string> {
    const canvas = this.content
      .getByRole('region', { name: queueName, exact: true })
      .locator('canvas')
      .first();
    await canvas.waitFor();
    return canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  }

  /** Waits until what CloudWatch said stands beside the chart, and reads it: text by the name of the series. */
  async readCloudWatch(queueName: string): Promise<Readonly<Record<string, string>>> {
    const rows = this.content.getByRole('region', { name: queueName, exact: true }).locator('[data-cloud]');
    await rows.first().waitFor();
    const values = await rows.evaluateAll((elements) =>
      elements.map((element) => [
        element.getAttribute('data-cloud') ?? '',
        element.querySelector('dd')?.textContent ?? '',
      ]),
    );
    return Object.fromEntries(values) as Record<string, string>;
  }

  private async readCount(queueName: string, series: string): Promise<number | undefined> {
    const section = this.content.getByRole('region', { name: queueName, exact: true });
    const text = await section.locator(`[data-series=${series}] .key-number`).innerText();
    return /^\d/.test(text) ? Number(text.replace(/\D/g, '')) : undefined;
  }
}

import type { DashboardStrings } from '../../src/shared/dashboardMessages';
import { cssVariable } from '../theme';
import type { QueueView } from './queueView';

const MARGIN = 16;
const TITLE_HEIGHT = 24;

/** All charts as one picture with their queues' names: base64 of a PNG. */
export function pictureOf(views: readonly QueueView[], strings: DashboardStrings): string {
  const scale = window.devicePixelRatio;
  const canvases = views.flatMap((view) => view.canvases);
  const width = Math.max(...canvases.map((canvas) => canvas.width), 1) + 2 * MARGIN * scale;
  const titles = views.length * TITLE_HEIGHT * scale;
  const height = canvases.reduce((sum, canvas) => sum + canvas.height, titles) + 2 * MARGIN * scale;
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  const context = picture.getContext('2d');
  if (!context) return '';
  context.fillStyle = cssVariable('--vscode-editor-background', '#1f1f1f');
  context.fillRect(0, 0, width, height);
  drawViews(context, views, strings, scale);
  return picture.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

function drawViews(
  context: CanvasRenderingContext2D,
  views: readonly QueueView[],
  strings: DashboardStrings,
  scale: number,
): void {
  let top = MARGIN * scale;
  context.font = `${13 * scale}px ${cssVariable('--vscode-font-family', 'sans-serif')}`;
  context.textBaseline = 'middle';
  for (const view of views) {
    const { queueName, connection, region } = view.heading;
    context.fillStyle = cssVariable('--vscode-foreground', '#cccccc');
    const lines = `${strings.visible} ── · ${strings.inFlight} ╌╌ · ${strings.delayed} ┈┈`;
    const cloudWatch = view.hasCloudWatch ? `   ${strings.cloudWatch.name} ▁▃▁` : '';
    const title = `${queueName} · ${connection} · ${region}   ${lines}${cloudWatch}`;
    context.fillText(title, MARGIN * scale, top + (TITLE_HEIGHT * scale) / 2);
    top += TITLE_HEIGHT * scale;
    for (const canvas of view.canvases) {
      context.drawImage(canvas, MARGIN * scale, top);
      top += canvas.height;
    }
  }
}

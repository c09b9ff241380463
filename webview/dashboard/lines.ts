import type { LineStyle } from './timeChart';

/** Blue and orange differ for the colour-blind too; dashes do without colours. */
const FIRST: LineStyle = { variable: '--vscode-charts-blue', fallback: '#3794ff', dash: [] };
const SECOND: LineStyle = { variable: '--vscode-charts-orange', fallback: '#d18616', dash: [9, 5] };
const THIRD: LineStyle = { variable: '--vscode-charts-foreground', fallback: '#cccccc', dash: [2, 4] };

/** Visible, in flight, delayed. */
export const COUNT_LINES: readonly LineStyle[] = [FIRST, SECOND, THIRD];
/** Sent, received, deleted. */
export const RATE_LINES: readonly LineStyle[] = [
  { variable: '--vscode-charts-green', fallback: '#89d185', dash: [] },
  { variable: '--vscode-charts-purple', fallback: '#b180d7', dash: [9, 5] },
  { variable: '--vscode-charts-red', fallback: '#f14c4c', dash: [2, 4] },
];
/** The net arrival rate. */
export const NET_LINES: readonly LineStyle[] = [
  { variable: '--vscode-charts-green', fallback: '#89d185', dash: [] },
];

/** What CloudWatch says: one colour that no other line of the main chart has, drawn in steps, a step for each period. */
const CLOUD: LineStyle = {
  variable: '--vscode-charts-purple',
  fallback: '#b180d7',
  dash: [],
  isInSteps: true,
};
/** Visible, in flight, delayed; dashes as live ones have them. */
export const CLOUD_COUNT_LINES: readonly LineStyle[] = COUNT_LINES.map(({ dash }) => ({ ...CLOUD, dash }));
/** Sent, received, deleted, empty receives; in colours as live ones have them. */
export const CLOUD_RATE_LINES: readonly LineStyle[] = [
  ...RATE_LINES,
  { variable: '--vscode-charts-yellow', fallback: '#cca700', dash: [12, 4, 2, 4] },
].map((line) => ({ ...line, isInSteps: true }));
/** The age of the oldest message. */
export const AGE_LINES: readonly LineStyle[] = [CLOUD];

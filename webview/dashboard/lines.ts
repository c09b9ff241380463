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

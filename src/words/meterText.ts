import * as vscode from 'vscode';
import type { BudgetUse, MeterReading } from '../sqs/requestMeter';

/** What a connection was asked: requests as AWS counts them, empty receives, the hour, the price. */
export function meterText(reading: MeterReading, budget: number | undefined): string {
  const { requests, emptyReceives, lastHour, cost } = reading;
  const parts = [vscode.l10n.t('{0} requests', requests)];
  if (emptyReceives > 0) parts.push(vscode.l10n.t('{0} of them empty receives', emptyReceives));
  if (budget !== undefined) {
    parts.push(vscode.l10n.t('{0} of {1} this hour', lastHour, budget));
    parts.push(dollarsText(cost));
  }
  return parts.join(' · ');
}

/** Of a connection with a budget, on two lines. */
export function budgetText({ reading: { lastHour, requests, cost }, budget }: BudgetUse): string {
  return [
    vscode.l10n.t('{0} of {1} requests this hour', lastHour.toLocaleString(), budget.toLocaleString()),
    vscode.l10n.t('{0} requests in this window, about {1}', requests.toLocaleString(), dollarsText(cost)),
  ].join('\n');
}

/** How much of the hour's budget was used, once it is more than half; then what that means. */
export function budgetWarning({ reading: { lastHour }, budget }: BudgetUse): string | undefined {
  if (lastHour >= budget) return vscode.l10n.t('budget used up: not refreshed');
  if (lastHour * 2 <= budget) return undefined;
  return vscode.l10n.t('{0} % of the budget', Math.floor((lastHour * 100) / budget));
}

function dollarsText(cost: number): string {
  return vscode.l10n.t('{0} US dollars', cost < 0.0001 && cost > 0 ? '< 0.0001' : cost.toFixed(4));
}

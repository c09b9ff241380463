import * as vscode from 'vscode';
import type { MeterReading } from '../sqs/requestMeter';

/** What a connection was asked: requests as AWS counts them, empty receives, the hour, the price. */
export function meterText(reading: MeterReading, budget: number | undefined): string {
  const { requests, emptyReceives, lastHour, cost } = reading;
  const parts = [vscode.l10n.t('{0} requests', requests)];
  if (emptyReceives > 0) parts.push(vscode.l10n.t('{0} of them empty receives', emptyReceives));
  if (budget !== undefined) {
    parts.push(vscode.l10n.t('{0} of {1} this hour', lastHour, budget));
    parts.push(vscode.l10n.t('{0} US dollars', cost < 0.0001 && cost > 0 ? '< 0.0001' : cost.toFixed(4)));
  }
  return parts.join(' · ');
}

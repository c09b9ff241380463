import type { DashboardRequest } from '../shared/dashboardMessages';
import { asRecord, isText } from './untrusted';

/** A message of the dashboard page, checked; undefined when it is not one. */
export function parseDashboardRequest(value: unknown): DashboardRequest | undefined {
  const message = asRecord(value);
  switch (message?.['type']) {
    case 'ready':
      return { type: 'ready' };
    case 'openComposer':
    case 'openMessages':
      return isText(message['key']) ? { type: message['type'], key: message['key'] } : undefined;
    default:
      return undefined;
  }
}

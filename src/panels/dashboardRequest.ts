import type { DashboardRequest } from '../shared/dashboardMessages';
import { asRecord, isText } from './untrusted';

/** Base64 of a picture larger than any screen. */
const LONGEST_PICTURE = 40 * 1024 * 1024;

/** A message of the dashboard page, checked; undefined when it is not one. */
export function parseDashboardRequest(value: unknown): DashboardRequest | undefined {
  const message = asRecord(value);
  if (!message) return undefined;
  const type = message['type'];
  switch (type) {
    case 'ready':
    case 'addQueues':
    case 'readCloudWatch':
    case 'removeCloudWatch':
      return { type };
    case 'openComposer':
    case 'openMessages':
    case 'openDashboard':
    case 'remove':
      return isText(message['key']) ? { type, key: message['key'] } : undefined;
    case 'keep':
      return parseKeep(message);
    case 'openMark':
      return Number.isSafeInteger(message['id']) ? { type, id: Number(message['id']) } : undefined;
    case 'savePicture':
      return isPicture(message['png']) ? { type, png: message['png'] } : undefined;
    case 'readRows':
    case 'saveCsv':
    case 'openSamples':
    case 'copySummary':
      return parseSpan(type, message);
    default:
      return undefined;
  }
}

function parseKeep(message: Readonly<Record<string, unknown>>): DashboardRequest | undefined {
  const { key, isKept } = message;
  return isText(key) && typeof isKept === 'boolean' ? { type: 'keep', key, isKept } : undefined;
}

function parseSpan(
  type: 'readRows' | 'saveCsv' | 'openSamples' | 'copySummary',
  message: Readonly<Record<string, unknown>>,
): DashboardRequest | undefined {
  const { from, to } = message;
  return isTime(from) && isTime(to) && from < to ? { type, from, to } : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isPicture(value: unknown): value is string {
  return isText(value) && value.length <= LONGEST_PICTURE && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
}

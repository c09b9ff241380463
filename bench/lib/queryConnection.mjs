// @ts-check
// The same calls in the Query protocol, for a server that speaks no JSON.
import { Connection } from './connection.mjs';

/** @type {Record<string, string>} */
const listNames = {
  SendMessageBatch: 'SendMessageBatchRequestEntry',
  DeleteMessageBatch: 'DeleteMessageBatchRequestEntry',
  GetQueueAttributes: 'AttributeName',
};

export class QueryConnection extends Connection {
  /** @override @param {string} action @param {string} body of the JSON protocol */
  call(action, body) {
    return this.request('content-type: application/x-www-form-urlencoded', toForm(action, JSON.parse(body)));
  }
}

/** @param {string} action @param {Record<string, unknown>} input */
function toForm(action, input) {
  const form = new URLSearchParams({ Action: action, Version: '2012-11-05' });
  for (const [name, value] of Object.entries(input)) {
    if (!Array.isArray(value)) {
      if (typeof value !== 'object') form.set(name, String(value));
      continue;
    }
    value.forEach((item, index) => {
      const key = `${listNames[action]}.${index + 1}`;
      if (typeof item === 'string') form.set(key, item);
      else for (const [member, text] of Object.entries(item)) form.set(`${key}.${member}`, String(text));
    });
  }
  return form.toString();
}

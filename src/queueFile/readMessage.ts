import type { MessageAttribute, MessageDraft } from '../shared/message';
import { MAX_DELAY_SECONDS } from '../shared/messageChecks';
import type { Place } from './place';

const messageKeys = ['body', 'messageAttributes', 'delaySeconds', 'messageGroupId', 'messageDeduplicationId'];

/** A message to send; undefined where it cannot be read. Its rules are checked by `checkMessage`. */
export function readMessage(place: Place): MessageDraft | undefined {
  if (!place.readObject(messageKeys)) return undefined;
  const body = place.need('body')?.value;
  if (body === undefined) return undefined;
  return {
    // Anything but text is sent as JSON.
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: readAttributes(place.find('messageAttributes')),
    delaySeconds: place.find('delaySeconds')?.readWholeNumber(0, MAX_DELAY_SECONDS),
    messageGroupId: place.find('messageGroupId')?.readText(),
    messageDeduplicationId: place.find('messageDeduplicationId')?.readText(),
  };
}

function readAttributes(place: Place | undefined): readonly MessageAttribute[] {
  return Object.keys(place?.readObject() ?? {}).flatMap((name) => {
    const attribute = place && readAttribute(place.at(name), name);
    return attribute ? [attribute] : [];
  });
}

/** Text and numbers stand for themselves; other types are an object of `dataType` and `value`. */
function readAttribute(place: Place, name: string): MessageAttribute | undefined {
  const { value } = place;
  if (typeof value === 'string') return { name, dataType: 'String', value };
  if (typeof value === 'number') return { name, dataType: 'Number', value: String(value) };
  if (typeof value !== 'object' || value === null) return place.expect('messageAttribute');
  if (!place.readObject(['dataType', 'value'])) return undefined;
  const dataType = place.need('dataType')?.readText();
  const text = place.need('value')?.readText();
  return dataType === undefined || text === undefined ? undefined : { name, dataType, value: text };
}

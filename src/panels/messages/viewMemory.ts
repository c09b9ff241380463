import type { AttributeSelection } from '../../shared/message';
import type { ListView } from '../../shared/messageList';
import { type QueueRef, queueKey } from '../../shared/queue';
import type { Memory } from '../../templates/memory';
import type { ViewMemory } from './messagesContext';

const VIEWS_KEY = 'messages.views';
const ATTRIBUTES_KEY = 'messages.receivedAttributes';
const DEAD_LETTERS_KEY = 'messages.includesDeadLetters';
const FILTERS_KEY = 'messages.filters';
/** More queues than anybody looks at; those seen longest ago go. */
const MAX_QUEUES = 100;

/** Remembers in the workspace how each queue is shown, looked at and received from, and the saved filters. */
export function viewMemory(memento: Memory, queue: QueueRef): ViewMemory {
  const view = ofQueue<ListView>(memento, VIEWS_KEY, queue);
  const attributes = ofQueue<AttributeSelection>(memento, ATTRIBUTES_KEY, queue);
  const deadLetters = ofQueue<boolean>(memento, DEAD_LETTERS_KEY, queue);
  return {
    readView: view.read,
    writeView: view.write,
    readReceivedAttributes: attributes.read,
    writeReceivedAttributes: attributes.write,
    readIncludesDeadLetters: () => deadLetters.read() ?? false,
    writeIncludesDeadLetters: deadLetters.write,
    readFilters: () => memento.get<readonly string[]>(FILTERS_KEY, []),
    writeFilters: (filters) => void memento.update(FILTERS_KEY, filters),
  };
}

/** One value for each queue, under one key. */
function ofQueue<Value>(memento: Memory, key: string, queue: QueueRef) {
  const name = queueKey(queue);
  const readAll = () => memento.get<Readonly<Record<string, Value>>>(key, {});
  return {
    read: (): Value | undefined => readAll()[name],
    write: (value: Value): void => {
      const others = Object.entries(readAll()).filter(([each]) => each !== name);
      void memento.update(key, Object.fromEntries([...others, [name, value]].slice(-MAX_QUEUES)));
    },
  };
}

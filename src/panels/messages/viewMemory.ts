import type * as vscode from 'vscode';
import type { ListView } from '../../shared/messagesPanelMessages';
import { type QueueRef, queueKey } from '../../shared/queue';
import type { ViewMemory } from './messagesContext';

const VIEWS_KEY = 'messages.views';
const FILTERS_KEY = 'messages.filters';
/** More queues than anybody looks at; those seen longest ago go. */
const MAX_VIEWS = 100;

type Views = Readonly<Record<string, ListView>>;

/** Remembers in the workspace how the list of each queue is shown, and the saved filters. */
export function viewMemory(memento: vscode.Memento, queue: QueueRef): ViewMemory {
  const key = queueKey(queue);
  const readViews = () => memento.get<Views>(VIEWS_KEY, {});
  return {
    readView: () => readViews()[key],
    writeView: (view) => {
      const others = Object.entries(readViews()).filter(([each]) => each !== key);
      void memento.update(VIEWS_KEY, Object.fromEntries([...others, [key, view]].slice(-MAX_VIEWS)));
    },
    readFilters: () => memento.get<readonly string[]>(FILTERS_KEY, []),
    writeFilters: (filters) => void memento.update(FILTERS_KEY, filters),
  };
}

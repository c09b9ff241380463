import type { QueueRef } from '../shared/queue';
import { type Group, groupByName, groupByRank, isGroup, MAX_SIBLINGS } from './grouping';
import { GroupNode, type QueueNode, type RegionNode } from './nodes';

/** A row that stands for queues. */
export type QueueRow = QueueNode | GroupNode;

export interface RowOptions {
  /** Part of a name, in any letter case; empty for all. */
  readonly filter: string;
  readonly isPinned: (queue: QueueRef) => boolean;
  /** Deepest first where it is given: the depth of a queue at the time of the snapshot. */
  readonly depthOf?: ((node: QueueNode) => number) | undefined;
}

/** The queues of a region as rows: pinned ones first, never more than `MAX_SIBLINGS` beside each other. */
export class RegionRows {
  readonly #region: RegionNode;
  #groups = new Map<string, GroupNode>();
  #parents = new WeakMap<QueueRow, GroupNode>();

  constructor(region: RegionNode) {
    this.#region = region;
  }

  /** @param nodes sorted by name */
  build(nodes: readonly QueueNode[], options: RowOptions): readonly QueueRow[] {
    const filter = options.filter.toLowerCase();
    const shown = filter
      ? nodes.filter(({ queue }) => queue.queueName.toLowerCase().includes(filter))
      : nodes;
    for (const node of shown) node.isPinned = options.isPinned(node.queue);
    const before = this.#groups;
    this.#groups = new Map();
    this.#parents = new WeakMap();
    const pinned = shown.filter(({ isPinned }) => isPinned);
    const rest = pinned.length > 0 ? shown.filter(({ isPinned }) => !isPinned) : shown;
    return [...this.#pinnedRow(pinned, before), ...this.#adopt(arrange(rest, options), undefined, before)];
  }

  parentOf(row: QueueRow): GroupNode | RegionNode {
    return this.#parents.get(row) ?? this.#region;
  }

  #pinnedRow(pinned: readonly QueueNode[], before: ReadonlyMap<string, GroupNode>): readonly GroupNode[] {
    if (pinned.length === 0) return [];
    const group = this.#group('pinned', { kind: 'pinned', count: pinned.length }, before);
    group.children = this.#adopt(pinned, group, before);
    return [group];
  }

  /** Turns groups into nodes, the ones that were there already where they are the same. */
  #adopt(
    rows: readonly (QueueNode | Group<QueueNode>)[],
    parent: GroupNode | undefined,
    before: ReadonlyMap<string, GroupNode>,
  ): readonly QueueRow[] {
    return rows.map((row) => {
      const node = isGroup(row) ? this.#group(`group ${row.key}`, row.label, before) : row;
      if (parent) this.#parents.set(node, parent);
      if (isGroup(row) && node.kind === 'group') node.children = this.#adopt(row.rows, node, before);
      return node;
    });
  }

  #group(key: string, label: GroupNode['label'], before: ReadonlyMap<string, GroupNode>): GroupNode {
    const node = before.get(key) ?? new GroupNode(this.#region, key, label);
    node.label = label;
    this.#groups.set(key, node);
    return node;
  }
}

function arrange(nodes: readonly QueueNode[], { depthOf }: RowOptions) {
  const nameOf = ({ queue }: QueueNode) => queue.queueName;
  // One row may be a note, one the pinned queues.
  const limit = MAX_SIBLINGS - 2;
  if (!depthOf) return groupByName(nodes, nameOf, limit);
  const deepestFirst = [...nodes].sort((a, b) => depthOf(b) - depthOf(a));
  return groupByRank(deepestFirst, nameOf, limit);
}

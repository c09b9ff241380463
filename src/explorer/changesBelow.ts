import type { ExplorerNode } from './nodes';

/** A tree whose rows change while VS Code fetches the rows below them. */
export interface ChangesBelowOptions {
  readonly parentOf: (node: ExplorerNode) => ExplorerNode | undefined;
  /** Tells VS Code of rows that look different. */
  readonly fire: (nodes: readonly ExplorerNode[]) => void;
}

/**
 * Holds back the change of a row while rows below it are being fetched.
 *
 * The extension host forgets all rows below one that changed, and the window asks for them again unless it has the row
 * closed: as long as it is only about to open it, with the rows of the fetch, it does not ask. Then it shows rows that
 * are never redrawn, and whose commands come without an argument.
 */
export class ChangesBelow {
  readonly #options: ChangesBelowOptions;
  readonly #fetches = new Map<symbol, ReadonlySet<ExplorerNode>>();
  readonly #held = new Set<ExplorerNode>();

  constructor(options: ChangesBelowOptions) {
    this.#options = options;
  }

  /** To be called before the rows below `node` are given; what it returns, once VS Code has taken them. */
  fetching(node: ExplorerNode): () => void {
    const fetch = Symbol();
    this.#fetches.set(fetch, new Set(this.#lineOf(node)));
    return () => {
      this.#fetches.delete(fetch);
      this.tell([]);
    };
  }

  /** Tells of these rows now or later, together with those that were held and need not be any more. */
  tell(nodes: readonly ExplorerNode[]): void {
    const changed = new Set([...this.#held, ...nodes]);
    this.#held.clear();
    for (const node of changed) if (this.#isAboveFetch(node)) this.#held.add(node);
    const free = [...changed].filter((node) => !this.#held.has(node));
    if (free.length > 0) this.#options.fire(free);
  }

  /** Everything is drawn anew: what was held is part of it. */
  clear(): void {
    this.#held.clear();
  }

  #isAboveFetch(node: ExplorerNode): boolean {
    return [...this.#fetches.values()].some((line) => line.has(node));
  }

  #lineOf(node: ExplorerNode): readonly ExplorerNode[] {
    const parent = this.#options.parentOf(node);
    return parent ? [node, ...this.#lineOf(parent)] : [node];
  }
}

/** Where small things are remembered for a workspace: the part of the editor's `Memento` that is used here. */
export interface Memory {
  get<T>(key: string, fallback: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

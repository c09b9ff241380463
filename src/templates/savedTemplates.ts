import type { MessageDraft } from '../shared/message';
import type { Memory } from './memory';

const STORAGE_KEY = 'composer.templates';

/** A message that was kept under a name to be sent again. */
export interface SavedTemplate {
  readonly name: string;
  readonly draft: MessageDraft;
  /** Text in double braces is filled in when it is sent. */
  readonly hasPlaceholders: boolean;
}

/** The templates of a workspace, by name. */
export class SavedTemplates {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  list(): readonly SavedTemplate[] {
    return this.#memory.get<readonly SavedTemplate[]>(STORAGE_KEY, []);
  }

  has(name: string): boolean {
    return this.list().some((template) => template.name === name);
  }

  /** Keeps a template; one of the same name is replaced. */
  async save(template: SavedTemplate): Promise<void> {
    const others = this.list().filter(({ name }) => name !== template.name);
    const templates = [...others, template].sort((a, b) => a.name.localeCompare(b.name));
    await this.#memory.update(STORAGE_KEY, templates);
  }

  async delete(name: string): Promise<void> {
    const others = this.list().filter((template) => template.name !== name);
    await this.#memory.update(STORAGE_KEY, others);
  }
}

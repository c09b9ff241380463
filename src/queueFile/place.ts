import type { Expected, ProblemDetail, QueueFileProblem } from './problem';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A value of the file with where it stands. What is wrong with it is added to the problems of the file. */
export class Place {
  readonly value: unknown;
  readonly #path: string;
  readonly #problems: QueueFileProblem[];

  constructor(value: unknown, path: string, problems: QueueFileProblem[]) {
    this.value = value;
    this.#path = path;
    this.#problems = problems;
  }

  report(detail: ProblemDetail): undefined {
    this.#problems.push({ path: this.#path, ...detail });
    return undefined;
  }

  /** The object with no keys but these; undefined, and reported, when it is none. */
  readObject(allowed?: readonly string[]): JsonObject | undefined {
    const { value } = this;
    if (!isObject(value)) return this.expect('object');
    for (const key of Object.keys(value)) {
      if (allowed && !allowed.includes(key)) this.at(key).report({ code: 'unknownKey', key, allowed });
    }
    return value;
  }

  /** The items of the list; none, and reported, when it is none. */
  readList(): readonly Place[] {
    if (!Array.isArray(this.value)) {
      this.expect('list');
      return [];
    }
    const items: readonly unknown[] = this.value;
    return items.map((item, index) => new Place(item, `${this.#path}[${index}]`, this.#problems));
  }

  readText(): string | undefined {
    return typeof this.value === 'string' ? this.value : this.expect('text');
  }

  readWholeNumber(minimum: number, maximum: number): number | undefined {
    const { value } = this;
    if (typeof value !== 'number' || !Number.isInteger(value)) return this.expect('wholeNumber');
    return value >= minimum && value <= maximum
      ? value
      : this.report({ code: 'outOfRange', minimum, maximum });
  }

  /** The member of an object, there or not. */
  at(key: string): Place {
    const value = isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    const step = /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    return new Place(value, (this.#path + step).replace(/^\./, ''), this.#problems);
  }

  /** The member of an object when it is there. */
  find(key: string): Place | undefined {
    const place = this.at(key);
    return place.value === undefined ? undefined : place;
  }

  /** The member of an object; undefined, and reported, when it is missing. */
  need(key: string): Place | undefined {
    return this.find(key) ?? this.report({ code: 'missing', key });
  }

  expect(expected: Expected): undefined {
    return this.report({ code: 'wrongType', expected });
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

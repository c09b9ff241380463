import { SqsError } from '../core/sqsError';

/** The parameters of a Query request as a tree: `Tag.1.Key=a` is `Tag` → `1` → `Key` with the value `a`. */
export interface ParameterNode {
  value?: string;
  children?: Map<string, ParameterNode>;
}

/** A full batch with ten attributes each has some 400 parameters. */
const mostParameters = 10_000;
/** `SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringListValue.1` has seven parts. */
const deepest = 8;

/**
 * Reads form parameters, the later ones winning over the earlier.
 * @param texts query string and form body, `application/x-www-form-urlencoded`
 * @throws SqsError SerializationException when there are absurdly many
 */
export function parseParameters(...texts: readonly string[]): ParameterNode {
  const root: ParameterNode = {};
  for (const text of texts) {
    if (text === '') continue;
    if (countPairs(text) > mostParameters) {
      throw new SqsError(
        'SerializationException',
        `A request can have at most ${mostParameters} parameters.`,
      );
    }
    for (const [name, value] of new URLSearchParams(text)) nodeAt(root, name).value = value;
  }
  return root;
}

function countPairs(text: string): number {
  let count = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) count++;
  return count;
}

function nodeAt(root: ParameterNode, name: string): ParameterNode {
  let node = root;
  for (const part of name.split('.', deepest)) {
    node.children ??= new Map();
    let child = node.children.get(part);
    if (child === undefined) {
      child = {};
      node.children.set(part, child);
    }
    node = child;
  }
  return node;
}

export function valueAt(root: ParameterNode, name: string): string | undefined {
  return root.children?.get(name)?.value;
}

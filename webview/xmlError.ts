import { xmlLanguage } from '@codemirror/lang-xml';

/** Nodes that the parser makes of what is wrong. */
const WRONG: ReadonlySet<string> = new Set([
  'MissingCloseTag',
  'MismatchedCloseTag',
  'IncompleteCloseTag',
  'IncompleteTag',
]);

/** Where a text stops being well-formed XML with one root, as an index; undefined where it does not. */
export function firstXmlError(text: string): number | undefined {
  const tree = xmlLanguage.parser.parse(text);
  const cursor = tree.cursor();
  do {
    const { type, name } = cursor;
    if (type.isError || WRONG.has(name)) return cursor.from;
  } while (cursor.next());
  const roots = tree.topNode.getChildren('Element');
  const strayText = tree.topNode
    .getChildren('Text')
    .find(({ from, to }) => text.slice(from, to).trim() !== '');
  if (strayText) return strayText.from;
  return roots.length === 1 ? undefined : (roots[1]?.from ?? 0);
}

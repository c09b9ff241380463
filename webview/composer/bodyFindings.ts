import { jsonLanguage } from '@codemirror/lang-json';
import { findForbiddenCharacter } from '../../src/shared/messageChecks';
import type { BodyMode } from './bodyMode';

/** A place of the body where something is wrong, in UTF-16 units. */
export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly kind: 'json' | 'xml' | 'character';
  /** What the parser of XML said; empty for all else. */
  readonly detail: string;
}

/** Where the body is not what its mode says, and where it has a character that SQS does not allow. */
export function findIn(text: string, mode: BodyMode): readonly Finding[] {
  if (text === '') return [];
  const syntax = mode === 'json' ? findInJson(text) : mode === 'xml' ? findInXml(text) : undefined;
  const forbidden = findForbiddenCharacter(text);
  return [
    ...(syntax ? [syntax] : []),
    ...(forbidden
      ? [{ from: forbidden.index, to: forbidden.index + 1, kind: 'character' as const, detail: '' }]
      : []),
  ];
}

/** The parser of the browser decides; that of the editor, which goes on after an error, says where. */
function findInJson(text: string): Finding | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const at = firstJsonError(text) ?? text.trimEnd().length;
    return {
      from: Math.max(0, Math.min(at, text.length - 1)),
      to: text.length && at + 1,
      kind: 'json',
      detail: '',
    };
  }
}

function firstJsonError(text: string): number | undefined {
  const cursor = jsonLanguage.parser.parse(text).cursor();
  do {
    if (cursor.type.isError) return cursor.from;
  } while (cursor.next());
  return undefined;
}

function findInXml(text: string): Finding | undefined {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const error = document.getElementsByTagName('parsererror')[0]?.getElementsByTagName('div')[0]?.textContent;
  if (error === undefined || error === null) return undefined;
  const [, line = '1', column = '1', detail = ''] = /line (\d+) at column (\d+): ([^\n]*)/.exec(error) ?? [];
  const from = Math.min(indexOf(text, Number(line), Number(column)), text.length - 1);
  return { from, to: from + 1, kind: 'xml', detail };
}

/** The index of a place given as line and column, both counted from 1. */
function indexOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((length, part) => length + part.length + 1, 0) + Math.max(0, column - 1);
}

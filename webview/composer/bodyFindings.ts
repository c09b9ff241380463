import { jsonLanguage } from '@codemirror/lang-json';
import { findForbiddenCharacter } from '../../src/shared/messageChecks';
import { firstXmlError } from '../xmlError';
import type { BodyMode } from './bodyMode';

/** A place of the body where something is wrong, in UTF-16 units. */
export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly kind: 'json' | 'xml' | 'character';
}

/** Where the body is not what its mode says, and where it has a character that SQS does not allow. */
export function findIn(text: string, mode: BodyMode): readonly Finding[] {
  if (text === '') return [];
  const syntax = mode === 'json' ? findInJson(text) : mode === 'xml' ? findInXml(text) : undefined;
  const forbidden = findForbiddenCharacter(text);
  return [
    ...(syntax ? [syntax] : []),
    ...(forbidden ? [{ from: forbidden.index, to: forbidden.index + 1, kind: 'character' as const }] : []),
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

/** The parser of the browser would put its complaints into a document with inline styles, which the policy forbids. */
function findInXml(text: string): Finding | undefined {
  const at = firstXmlError(text);
  if (at === undefined) return undefined;
  const from = Math.max(0, Math.min(at, text.length - 1));
  return { from, to: from + 1, kind: 'xml' };
}

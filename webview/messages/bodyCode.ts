import { json } from '@codemirror/lang-json';
import { xml } from '@codemirror/lang-xml';
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { editorLook } from '../composer/editorLook';

export interface BodyCode {
  readonly text: string;
  readonly format: 'json' | 'xml' | 'text' | 'binary';
  /** For screen readers. */
  readonly label: string;
}

/** Shows a text with colours, folding and search, for reading alone. Loaded when a message is first looked at. */
export function showBodyCode(parent: HTMLElement, { text, format, label }: BodyCode): EditorView {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '';
  const language = format === 'json' ? [json()] : format === 'xml' ? [xml()] : [];
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
        EditorView.lineWrapping,
        codeFolding(),
        language.length > 0 ? foldGutter({ openText: '▾', closedText: '▸' }) : [],
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of([...foldKeymap, ...searchKeymap]),
        language,
        editorLook,
      ],
    }),
  });
}

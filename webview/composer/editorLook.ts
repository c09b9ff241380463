import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the colours and fonts of the theme. Every value is a variable, so a change of theme needs nothing. */
const theme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--vscode-editor-foreground)',
    backgroundColor: 'var(--vscode-editor-background)',
    fontSize: 'var(--vscode-editor-font-size, 13px)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--vscode-editor-font-family, monospace)', lineHeight: '1.45' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--vscode-editorCursor-foreground)' },
  '.cm-cursor': { borderLeftColor: 'var(--vscode-editorCursor-foreground)' },
  '.cm-gutters': {
    color: 'var(--vscode-editorLineNumber-foreground)',
    backgroundColor: 'transparent',
    border: 'none',
  },
  '.cm-activeLineGutter': {
    color: 'var(--vscode-editorLineNumber-activeForeground)',
    backgroundColor: 'transparent',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--vscode-editor-selectionBackground)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--vscode-editorBracketMatch-background)',
    outline: '1px solid var(--vscode-editorBracketMatch-border, transparent)',
  },
  '.cm-foldPlaceholder': {
    color: 'var(--vscode-editor-foldPlaceholderForeground, var(--vscode-descriptionForeground))',
    backgroundColor: 'transparent',
    border: '1px solid currentColor',
  },
  '.cm-searchMatch': {
    backgroundColor: 'var(--vscode-editor-findMatchHighlightBackground)',
    outline: '1px solid var(--vscode-editor-findMatchHighlightBorder, transparent)',
  },
  '.cm-searchMatch.cm-searchMatch-selected': {
    backgroundColor: 'var(--vscode-editor-findMatchBackground)',
    outline: '1px solid var(--vscode-editor-findMatchBorder, transparent)',
  },
  '.cm-panels': {
    color: 'var(--vscode-editorWidget-foreground, var(--vscode-foreground))',
    backgroundColor: 'var(--vscode-editorWidget-background)',
    fontFamily: 'var(--vscode-font-family)',
  },
  '.cm-panels.cm-panels-bottom, .cm-panels.cm-panels-top': {
    borderColor: 'var(--vscode-editorWidget-border, var(--vscode-contrastBorder, transparent))',
  },
  '.cm-textfield': {
    color: 'var(--vscode-input-foreground)',
    backgroundColor: 'var(--vscode-input-background)',
    border: '1px solid var(--vscode-input-border, var(--vscode-settings-textInputBorder, transparent))',
  },
  '.cm-button': {
    color: 'var(--vscode-button-secondaryForeground)',
    backgroundColor: 'var(--vscode-button-secondaryBackground)',
    backgroundImage: 'none',
    border: '1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent))',
  },
  '.cm-panel.cm-search [name=close]': { color: 'inherit' },
  '.cm-panel.cm-search label, .cm-panel.cm-search .cm-textfield, .cm-panel.cm-search .cm-button': {
    fontSize: 'var(--vscode-font-size, 13px)',
  },
  '.cm-tooltip': {
    color: 'var(--vscode-editorHoverWidget-foreground)',
    backgroundColor: 'var(--vscode-editorHoverWidget-background)',
    border: '1px solid var(--vscode-editorHoverWidget-border, transparent)',
  },
  '.cm-diagnostic': { fontFamily: 'var(--vscode-font-family)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--vscode-editorError-foreground)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--vscode-editorError-foreground)',
  },
  '.cm-placeholder': { color: 'var(--vscode-input-placeholderForeground)' },
});

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--queuescope-syntax-name)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--queuescope-syntax-string)' },
  { tag: tags.number, color: 'var(--queuescope-syntax-number)' },
  { tag: [tags.bool, tags.null, tags.keyword, tags.tagName], color: 'var(--queuescope-syntax-keyword)' },
  { tag: [tags.comment, tags.processingInstruction], color: 'var(--queuescope-syntax-comment)' },
]);

export const editorLook: Extension = [theme, syntaxHighlighting(colours)];

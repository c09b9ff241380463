// What shows and edits code, with CodeMirror: larger than everything else on a page, and loaded after it.
export { findIn } from './composer/bodyFindings';
export { CodeEditor } from './composer/codeEditor';
export { showBodyCode } from './messages/bodyCode';
export { firstXmlError } from './xmlError';

import type * as code from './code';

type Code = typeof code;

let loading: Promise<Code> | undefined;
let loaded: Code | undefined;

/** Loads the editor for code, once. */
export function loadCode(): Promise<Code> {
  loading ??= import('./code').then((code) => {
    loaded = code;
    return code;
  });
  return loading;
}

/** The editor for code and what it knows of languages; undefined before it is loaded. */
export function loadedCode(): Code | undefined {
  return loaded;
}

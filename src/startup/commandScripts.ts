/**
 * The scripts by which shells run the command line, by their file names: one for POSIX shells, one for Windows.
 * @param node the program of the editor, which is Node when it is told so by a variable
 */
export function commandScripts(node: string, cli: string): Readonly<Record<string, string>> {
  return {
    queuescope: `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quote(node)} ${quote(cli)} "$@"\n`,
    'queuescope.cmd': [
      '@echo off',
      'setlocal',
      'set ELECTRON_RUN_AS_NODE=1',
      `"${escapePercent(node)}" "${escapePercent(cli)}" %*`,
      '',
    ].join('\r\n'),
  };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function escapePercent(text: string): string {
  return text.replaceAll('%', '%%');
}

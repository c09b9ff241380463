// @ts-check
import path from 'node:path';

export const CODE_SERVER_VERSION = '4.100.3';
/** Raise it when the steps of the installation change, so that an older one is made anew. */
const RECIPE = 1;

/** @param {string} cacheFolder @returns {string} where the browser-hosted VS Code is installed */
export function installationFolder(cacheFolder) {
  return path.join(cacheFolder, `code-server-${CODE_SERVER_VERSION}-${RECIPE}`);
}

/** @param {string} installation @returns {string} the folder in it that holds `out/server-main.js` */
export function serverFolder(installation) {
  return path.join(installation, 'node_modules/code-server/lib/vscode');
}

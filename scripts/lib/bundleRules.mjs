// @ts-check
// What may not be in dist/extension.js: it is loaded whenever the editor activates the extension.

/** Of what ships; the development build is not minified, and twice as large. */
const MAX_EXTENSION_BYTES = 150 * 1024;
const FORBIDDEN = [
  /node_modules\/@aws-sdk\//,
  /node_modules\/@smithy\//,
  /^src\/emulator\/(?!emulatorHost|port)/,
];

/**
 * Throws when the extension bundle holds the AWS SDK or emulator code, or has grown too large to load fast.
 * @param {import('esbuild').Metafile} metafile of the Node bundles
 * @param {{ isProduction: boolean }} build the size is checked of the production build alone
 */
export function assertExtensionBundle(metafile, { isProduction }) {
  const output = metafile.outputs['dist/extension.js'];
  if (!output) throw new Error('The build made no dist/extension.js.');
  const inputs = Object.keys(output.inputs).filter((input) => FORBIDDEN.some((rule) => rule.test(input)));
  if (inputs.length > 0) {
    throw new Error(`dist/extension.js must not contain: ${inputs.slice(0, 5).join(', ')}`);
  }
  if (isProduction && output.bytes > MAX_EXTENSION_BYTES) {
    throw new Error(
      `dist/extension.js has ${output.bytes} bytes; at most ${MAX_EXTENSION_BYTES} are allowed.`,
    );
  }
}

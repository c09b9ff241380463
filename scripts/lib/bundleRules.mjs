// @ts-check
// What may not be in dist/extension.js: it is loaded whenever the editor activates the extension.

const MAX_EXTENSION_BYTES = 150 * 1024;
const FORBIDDEN = [
  /node_modules\/@aws-sdk\//,
  /node_modules\/@smithy\//,
  /^src\/emulator\/(?!emulatorHost|port)/,
];

/**
 * Throws when the extension bundle holds the AWS SDK or emulator code, or has grown too large to load fast.
 * @param {import('esbuild').Metafile} metafile of the production or development build of the Node bundles
 */
export function assertExtensionBundle(metafile) {
  const output = metafile.outputs['dist/extension.js'];
  if (!output) throw new Error('The build made no dist/extension.js.');
  const inputs = Object.keys(output.inputs).filter((input) => FORBIDDEN.some((rule) => rule.test(input)));
  if (inputs.length > 0) {
    throw new Error(`dist/extension.js must not contain: ${inputs.slice(0, 5).join(', ')}`);
  }
  if (output.bytes > MAX_EXTENSION_BYTES) {
    throw new Error(
      `dist/extension.js has ${output.bytes} bytes; at most ${MAX_EXTENSION_BYTES} are allowed.`,
    );
  }
}

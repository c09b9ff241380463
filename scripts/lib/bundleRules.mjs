// @ts-check
// What may not be in dist/extension.js, which is loaded in every window, nor in dist/features.js.

/** Of what ships; the development build is not minified, and twice as large. @type {Record<string, number>} */
const MAX_BYTES = {
  // Loaded in every window that has the extension.
  'dist/extension.js': 16 * 1024,
  // Loaded when something of it is first used.
  'dist/features.js': 512 * 1024,
};
const FORBIDDEN = [
  /node_modules\/@aws-sdk\//,
  /node_modules\/@smithy\//,
  /^src\/emulator\/(?!emulatorHost|port)/,
];

/**
 * Throws when a bundle of the extension host holds the AWS SDK or emulator code, or has grown too large to load fast.
 * @param {import('esbuild').Metafile} metafile of the Node bundles
 * @param {{ isProduction: boolean }} build the size is checked of the production build alone
 */
export function assertExtensionBundles(metafile, { isProduction }) {
  for (const [bundle, maxBytes] of Object.entries(MAX_BYTES)) {
    const output = metafile.outputs[bundle];
    if (!output) throw new Error(`The build made no ${bundle}.`);
    const inputs = Object.keys(output.inputs).filter((input) => FORBIDDEN.some((rule) => rule.test(input)));
    if (inputs.length > 0) throw new Error(`${bundle} must not contain: ${inputs.slice(0, 5).join(', ')}`);
    if (isProduction && output.bytes > maxBytes)
      throw new Error(`${bundle} has ${output.bytes} bytes; at most ${maxBytes} are allowed.`);
  }
}

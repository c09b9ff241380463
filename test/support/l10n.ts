import Module from 'node:module';

// To be imported before any file that imports `vscode` for its texts: stands in for the English of `vscode.l10n`,
// which is the text itself with its placeholders filled in.

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };
const load = loader._load;

const l10n = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder)),
};

loader._load = (request, ...rest) => (request === 'vscode' ? { l10n } : load(request, ...rest));

/** A variable of a `.env` file. */
export interface EnvFileEntry {
  readonly name: string;
  /** Without quotes; escapes are left as they are written. */
  readonly value: string;
}

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*=\s*(.*?)\s*$/;

/** Reads a `.env` file as dotenv does, for values on one line; the last of two with the same name counts. */
export function parseEnvFile(text: string): readonly EnvFileEntry[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, rest] = assignment.exec(line) ?? [];
    return name === undefined || rest === undefined ? [] : [{ name, value: readValue(rest) }];
  });
}

/** The file as variables. */
export function envFileVariables(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(parseEnvFile(text).map(({ name, value }) => [name, value]));
}

function readValue(text: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(text);
  return quoted ? (quoted[2] ?? '') : text.replace(/\s+#.*$/, '');
}

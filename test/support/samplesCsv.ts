/** A line of the samples that a dashboard exports. */
export interface SampleLine {
  readonly queue: string;
  /** Epoch milliseconds. */
  readonly answeredAt: number;
  readonly source: string;
  /** Undefined for a line of rates. */
  readonly askedAt: number | undefined;
  /** Visible, in flight, delayed; or sent, received, deleted, dead-lettered. */
  readonly values: readonly number[];
}

/** Reads what `samplesCsv` writes; names of queues have no commas. */
export function parseSamplesCsv(text: string): readonly SampleLine[] {
  const [, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => {
    const [queue = '', , , askedAt = '', answeredAt = '', ...values] = line.split(',');
    const numbers = askedAt === '' ? values.slice(3, 7) : values.slice(0, 3);
    return {
      queue,
      source: values[7] ?? '',
      answeredAt: Date.parse(answeredAt),
      askedAt: askedAt === '' ? undefined : Date.parse(askedAt),
      values: numbers.map(Number),
    };
  });
}

// @ts-check
// The tables of `npm run bench`.

/** @param {import('../matrix.mjs').Cell[]} cells */
export function printMatrix(cells) {
  const servers = [...new Set(cells.map((cell) => cell.server))];
  const rows = new Map(
    cells.map((cell) => [`${cell.phase} ${cell.connections} ${cell.bytes}`, cell]),
  ).values();
  console.log(
    '\nServer CPU per request in µs, and as a multiple of the ceiling; requests/s; p50 / p99 in ms',
  );
  console.log(
    `${'request'.padEnd(14)}${'conns'.padStart(6)}${'bytes'.padStart(7)}  ${servers.map((name) => name.padEnd(50)).join('')}`,
  );
  for (const row of rows) {
    const same = cells.filter(
      (cell) => cell.phase === row.phase && cell.connections === row.connections && cell.bytes === row.bytes,
    );
    const base = same.find((cell) => cell.server === 'ceiling')?.cpuMicros ?? Number.NaN;
    const lowest = same.find((cell) => cell.server === 'ceiling')?.lowestCpuMicros ?? Number.NaN;
    const columns = servers.map((server) => {
      const cell = same.find((candidate) => candidate.server === server);
      if (!cell) return 'failed'.padEnd(50);
      const multiple = (cell.cpuMicros / base).toFixed(2);
      return `${cell.cpuMicros.toFixed(0).padStart(5)} (${multiple.padStart(5)}, lowest ${(cell.lowestCpuMicros / lowest).toFixed(2)})${cell.perSecond.toFixed(0).padStart(7)}/s ${cell.p50.toFixed(2)}/${cell.p99.toFixed(2)}`.padEnd(
        50,
      );
    });
    console.log(
      `${row.phase.padEnd(14)}${String(row.connections).padStart(6)}${String(row.bytes).padStart(7)}  ${columns.join('')}`,
    );
  }
}

/** @param {Awaited<ReturnType<import('../depth.mjs').runDepth>>} rows */
export function printDepth(rows) {
  console.log('\nServer CPU per request in µs by number of waiting messages of 200 bytes (16 connections)');
  console.log(
    `${'queue'.padEnd(22)}${'waiting'.padStart(9)}${'cycle'.padStart(8)}${'batches'.padStart(9)}${'attributes'.padStart(12)}${'bytes/message'.padStart(15)}${'RSS MiB'.padStart(9)}`,
  );
  for (const row of rows) {
    const cells = [
      row.kind.padEnd(22),
      String(row.depth).padStart(9),
      row.cycle.toFixed(1).padStart(8),
      row.batchCycle.toFixed(1).padStart(9),
      row.attributes.toFixed(1).padStart(12),
      (row.depth < 100_000 ? '' : row.bytesPerMessage.toFixed(0)).padStart(15),
      row.residentMiB.toFixed(0).padStart(9),
    ];
    console.log(cells.join(''));
  }
}

/** @param {Awaited<ReturnType<import('../queues.mjs').runQueues>>} result */
export function printQueues({ rows, pages }) {
  console.log('\nServer CPU per request in µs by number of queues (100 bytes, 16 connections)');
  for (const { queues, send, attributes } of rows) {
    console.log(
      `${String(queues).padStart(9)} queues: send ${send.toFixed(1)}, attributes ${attributes.toFixed(1)}`,
    );
  }
  for (const { names, micros } of pages) {
    console.log(
      `ListQueues, page of ${String(names).padStart(4)}: ${micros.toFixed(0)} µs, ${(micros / names).toFixed(2)} a queue`,
    );
  }
}

/** @param {Awaited<ReturnType<import('../waiting.mjs').runWaiting>>} waiting */
export function printWaiting({ wakes, idle }) {
  console.log('\nA waiting long poll answers after');
  for (const [cause, { p50, p99, samples }] of Object.entries(wakes)) {
    console.log(
      `  ${cause.padEnd(12)} p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (${samples} samples)`,
    );
  }
  console.log(
    `${idle.polls} waiting polls over ${idle.inFlight} messages in flight: ${idle.cpuSeconds.toFixed(2)} s of CPU in ${idle.seconds} s`,
  );
}

/** @param {Awaited<ReturnType<import('../startup.mjs').runStartup>>} startup */
export function printStartup({ emulator, bare }) {
  const text = (/** @type {import('../startup.mjs').Times} */ times) =>
    `${times.median.toFixed(0)} ms (lowest ${times.lowest.toFixed(0)})`;
  console.log(`\nFrom start to the first answer, in a worker: ${text(emulator)}`);
  console.log(`The same for a worker with a bare HTTP server: ${text(bare)}`);
}

/** @param {Awaited<ReturnType<import('../eventLoop.mjs').runEventLoop>>} result */
export function printEventLoop({ idle, loaded, requests, cores }) {
  const text = (/** @type {import('../eventLoop.mjs').Delay} */ delay) =>
    `p50 ${delay.p50.toFixed(2)} ms, p99 ${delay.p99.toFixed(2)} ms, longest ${delay.longest.toFixed(1)} ms`;
  console.log(`\nEvent loop delay of the thread that owns the emulator (${cores} cores)`);
  console.log(`  idle    ${text(idle)}`);
  console.log(`  loaded  ${text(loaded)} (${requests} requests)`);
  console.log(`  p99 loaded - idle: ${(loaded.p99 - idle.p99).toFixed(2)} ms`);
}

/**
 * Says what is being done: on a terminal in one line that is rewritten and gone at the end, elsewhere in a plain line
 * for each step.
 *
 * @param {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} output
 */
export function progressOn(output) {
  /** @type {Set<string>} */
  const steps = new Set();
  const show = () => {
    if (!output.isTTY) return;
    const line = steps.size === 0 ? '' : `${[...steps].join(', ')}…`;
    output.write(`\r\u001b[K${line.slice(0, (output.columns ?? 80) - 1)}`);
  };
  return {
    /**
     * @template T
     * @param {string} step such as "Building the programs"
     * @param {() => Promise<T>} work
     * @returns {Promise<T>}
     */
    async during(step, work) {
      steps.add(step);
      if (!output.isTTY) output.write(`${step}…\n`);
      show();
      try {
        return await work();
      } finally {
        steps.delete(step);
        show();
      }
    },
    /** @param {string} line that stays */
    say(line) {
      if (output.isTTY) output.write('\r\u001b[K');
      output.write(`${line}\n`);
      show();
    },
    /** Makes room for lines of others. */
    clear() {
      if (output.isTTY) output.write('\r\u001b[K');
    },
  };
}

/** @typedef {ReturnType<typeof progressOn>} Progress */

/**
 * Says what is being done: on a terminal in one line that is rewritten and gone at the end, elsewhere in a plain line
 * for each step.
 *
 * @type {typeof import('./progress.mjs').progressOn}
 */
export function progressOn(output) {
  /** @type {Set<string>} */
  const steps = new Set();
  const show = () => {
    if (!output.isTTY) return;
    const line = steps.size === 0 ? '' : `${[...steps].join('… ')}…`;
    output.write(`\r\u001b[K${line.slice(0, (output.columns ?? 80) - 1)}`);
  };
  return {
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
    say(line) {
      if (output.isTTY) output.write('\r\u001b[K');
      output.write(`${line}\n`);
      show();
    },
    clear() {
      if (output.isTTY) output.write('\r\u001b[K');
    },
  };
}

const longest = 25;

/** As V8 writes it; the part that is read here. https://chromedevtools.github.io/devtools-protocol/v8/Profiler */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame }[];
  /** Ids of nodes that were running, in order */
  readonly samples: readonly number[];
  /** Microseconds since the sample before */
  readonly timeDeltas: readonly number[];
}

/** A function; its line and column count from 0. */
export interface Frame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/**
 * Adds up in which places time was spent, without what they called.
 *
 * @returns milliseconds by place
 */
export function selfTimes(
  profiles: readonly CpuProfile[],
  placeOf: (frame: Frame) => string,
): Map<string, number> {
  const times = new Map<string, number>();
  for (const { nodes, samples, timeDeltas } of profiles) {
    const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
    for (const [index, id] of samples.entries()) {
      // A sample stands for the time until the next.
      const milliseconds = (timeDeltas[index + 1] ?? 0) / 1000;
      const place = places.get(id) ?? '';
      times.set(place, (times.get(place) ?? 0) + milliseconds);
    }
  }
  return times;
}

/** What was answered while a profile was taken. */
export interface Answered {
  readonly answers: number;
  /** Milliseconds of processor time of the whole process, with the threads that no profile sees */
  readonly milliseconds: number;
}

/**
 * The places where most of the processor time went, one line each: that of one answer, and the share. A profile tells
 * shares alone: on a busy machine its clock goes on while the process waits for a processor.
 */
export function summary(
  name: string,
  times: ReadonlyMap<string, number>,
  { answers, milliseconds }: Answered,
): string {
  const busy = [...times].filter(([place]) => place !== '(idle)').sort(([, one], [, other]) => other - one);
  const total = busy.reduce((sum, [, time]) => sum + time, 0);
  const line = (time: number, place: string): string => {
    const share = time / total;
    const ofAnswer = ((share * milliseconds) / answers).toFixed(4);
    return `${ofAnswer.padStart(9)}${(100 * share).toFixed(1).padStart(7)}%  ${place}`;
  };
  return [
    `Where the processor time of the ${name} went, for ${answers} answers:`,
    'ms/answer   share  place',
    line(total, 'all of it'),
    ...busy.slice(0, longest).map(([place, time]) => line(time, place)),
  ].join('\n');
}

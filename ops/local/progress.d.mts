/** Says what is being done. */
export interface Progress {
  /** Says that `work` is being done, as in "Building the programs". */
  readonly during: <T>(step: string, work: () => Promise<T>) => Promise<T>;
  /** Says a line that stays. */
  readonly say: (line: string) => void;
  /** Makes room for lines of others. */
  readonly clear: () => void;
}

/** Writes to a terminal, or to anything else that takes text. */
export function progressOn(output: {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}): Progress;

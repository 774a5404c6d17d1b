/** Closes a whole location on a date, such as a holiday; without times, the whole day. */
export interface Closure {
  readonly id: number;
  readonly date: string;
  readonly name: string;
  /** `HH:mm` */
  readonly start: string | null;
  readonly end: string | null;
}

/** Where an imported closure comes from: the same in the next edition of the file. */
export interface ImportedFrom {
  /** What the calendar calls itself */
  readonly sourceCalendar: string;
  /** The event */
  readonly sourceUid: string;
  /** Which occurrence of the event; empty for one that does not recur */
  readonly sourceOccurrence: string;
}

/** A closure as an import looks at it. */
export interface KeptClosure extends Closure {
  /** None for one that was made by hand */
  readonly source: ImportedFrom | null;
}

/** What the API says of a field, in its own English words, and what it comes to */
const patterns = {
  tooShort: /(?:at least|longer than or equal to) (\d+) character/,
  tooLong: /shorter than or equal to (\d+) character/,
  tooSmall: /not be less than (\d+)/,
  tooLarge: /not be greater than (\d+)/,
  common: /most common passwords/,
  ownName: /your username or e-mail address/,
  oneLine: /must be one line/,
} as const;

type FaultTexts = Readonly<Record<keyof typeof patterns, (limit: string) => string>>;

/** Says in another language what is wrong with a field; what nobody has words for is `otherwise`. */
export const faultIn =
  (texts: FaultTexts, otherwise: string) =>
  (detail: string): string => {
    for (const [kind, pattern] of Object.entries(patterns)) {
      const found = pattern.exec(detail);
      if (found !== null) return texts[kind as keyof FaultTexts](found[1] ?? '');
    }
    return otherwise;
  };

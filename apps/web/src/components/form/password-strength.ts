/** The API's default; what it asks for in truth, it says when it refuses. */
export const leastCharacters = 8;
const manyCharacters = 15;

export type Strength = 'empty' | 'short' | 'fair' | 'strong';

/** How many characters a person sees; a code unit may be half of one. */
export const charactersOf = (password: string): number => Array.from(password).length;

/** By length alone (NIST SP 800-63B-4, 3.1.1.2): what it is composed of says little. */
export function strengthOf(password: string): Strength {
  const characters = charactersOf(password);
  if (characters === 0) return 'empty';
  if (characters < leastCharacters) return 'short';
  return characters < manyCharacters ? 'fair' : 'strong';
}

import { areSimilarNames } from '#libs/common';

/** What is known of a patient, as far as it tells who it is. */
export interface Traits {
  readonly name: string | null;
  /** `YYYY-MM-DD` */
  readonly birthDate: string | null;
  /** E.164 */
  readonly phone: string | null;
  readonly email: string | null;
}

/** Of what two records say alike; `email` is where an account is, or is offered. */
export type AlikeTrait = keyof Traits;

/** A record that may be of the same patient as another. */
export interface Likeness {
  readonly id: number;
  readonly name: string | null;
  /** Null without an account */
  readonly username: string | null;
  /** That of the account */
  readonly email: string | null;
  /** E.164 */
  readonly phone: string | null;
  /** `YYYY-MM-DD` */
  readonly birthDate: string | null;
  /** `YYYY-MM-DD` */
  readonly deceasedOn: string | null;
  /** Whether no location knows the patient yet */
  readonly isKnownNowhere: boolean;
  /** What it has in common with the other: a similar name, and the same birth date, telephone number and address */
  readonly alike: readonly AlikeTrait[];
}

/** A record that has one of the traits, before names are compared. */
export type Candidate = Omit<Likeness, 'alike'> & { readonly hasEmail: boolean };

function alikeOf({ name, birthDate, phone }: Traits, candidate: Candidate): readonly AlikeTrait[] {
  const isSame = {
    name: name !== null && candidate.name !== null && areSimilarNames(name, candidate.name),
    birthDate: birthDate !== null && candidate.birthDate === birthDate,
    phone: phone !== null && candidate.phone === phone,
    email: candidate.hasEmail,
  };
  return (['name', 'birthDate', 'phone', 'email'] as const).filter((trait) => isSame[trait]);
}

/** A birth date many share, and a name too: together they are one patient's. A number or an address alone is enough. */
const tell = (alike: readonly AlikeTrait[]): boolean =>
  alike.includes('phone') ||
  alike.includes('email') ||
  (alike.includes('name') && alike.includes('birthDate'));

/** The candidates that look like the patient with these traits, those with the most in common first. */
export const likenessesOf = (
  traits: Traits,
  candidates: readonly Candidate[],
  most: number,
): readonly Likeness[] =>
  candidates
    .map(({ hasEmail, ...candidate }) => ({
      ...candidate,
      alike: alikeOf(traits, { ...candidate, hasEmail }),
    }))
    .filter(({ alike }) => tell(alike))
    .sort((one, other) => other.alike.length - one.alike.length || one.id - other.id)
    .slice(0, most);

import { type FieldErrorWords } from '../field-error-words.js';
import { form } from './form.js';

const entries = (count: number): string => `${count} ${count === 1 ? 'Eintrag' : 'Einträge'}`;

const unreadable =
  'Das enthält Zeichen, die sich nicht speichern lassen. Bitte geben Sie es noch einmal ein.';
const wrong = 'Das kann nicht stimmen. Bitte prüfen Sie diese Angabe.';
const choose = 'Wählen Sie eine der angebotenen Möglichkeiten.';
const gone = 'Das gibt es nicht mehr. Wählen Sie etwas anderes.';
const outdated = 'Diese Seite ist veraltet. Laden Sie sie neu.';
const conflicting = 'Das passt nicht zu Ihrer übrigen Auswahl.';
const noPush = 'Dieser Browser kann von hier keine Nachrichten empfangen.';

export const fieldErrors: FieldErrorWords = {
  'field.required': form.missing,
  'field.unknown': outdated,
  'field.misnamed': outdated,
  'field.required_with': form.missing,
  'field.required_unless': form.missing,
  'field.only_with': conflicting,
  'field.not_with': conflicting,
  'text.expected': wrong,
  'text.required': form.missing,
  'text.too_short': ({ min }) => `Mindestens ${min} Zeichen sind nötig.`,
  'text.too_long': ({ max }) => `Höchstens ${max} Zeichen sind möglich.`,
  'text.malformed': unreadable,
  'text.not_one_line': 'Schreiben Sie das in eine Zeile.',
  'text.control_character': 'Entfernen Sie die Steuerzeichen: Tippen Sie den Text, statt ihn einzufügen.',
  'text.not_utf8': 'Diese Datei ist nicht lesbar. Speichern Sie sie als UTF-8.',
  'number.expected': 'Geben Sie eine Zahl ein.',
  'number.not_whole': 'Geben Sie eine ganze Zahl ein.',
  'number.too_small': ({ min }) => form.tooLittle(String(min)),
  'number.too_large': ({ max }) => form.tooMuch(String(max)),
  'number.too_precise': ({ places }) =>
    `Höchstens ${places} ${places === 1 ? 'Nachkommastelle ist' : 'Nachkommastellen sind'} möglich.`,
  'boolean.expected': choose,
  'object.expected': wrong,
  'object.too_deep': wrong,
  'list.expected': wrong,
  'list.too_short': ({ min }) => `Mindestens ${entries(min)}.`,
  'list.too_long': ({ max }) => `Höchstens ${entries(max)}.`,
  'list.repeats': 'Hier steht etwas doppelt.',
  'entry.repeated': 'Das steht schon hier.',
  'choice.unknown': choose,
  'choice.not_among': choose,
  'reference.unknown': gone,
  'id.invalid': choose,
  'uuid.invalid': outdated,
  'email.invalid': form.noEmail,
  'phone.invalid':
    'Geben Sie eine Telefonnummer ein, die es geben kann, aus dem Ausland mit Ländervorwahl: +44 20 7946 0018.',
  'country.invalid': 'Wählen Sie ein Land.',
  'username.invalid': form.usernameRule,
  'language.invalid': 'Geben Sie die Sprache als Kürzel ein, zum Beispiel en oder pt-BR.',
  'coordinates.invalid': 'Geben Sie Breite und Länge in Grad ein, zum Beispiel 52.52,13.405.',
  'latitude.invalid': 'Geben Sie eine geografische Breite von -90 bis 90 Grad ein.',
  'longitude.invalid': 'Geben Sie eine geografische Länge von -180 bis 180 Grad ein.',
  'cursor.invalid': outdated,
  'etag.invalid': outdated,
  'key.invalid': outdated,
  'push.key_invalid': noPush,
  'push.secret_invalid': noPush,
  'push.service_unknown': noPush,
  'date.invalid': 'Geben Sie ein Datum ab 1900 ein.',
  'date.to_come': 'Geben Sie ein Datum ein, das nicht in der Zukunft liegt.',
  'date.passed': 'Dieser Tag ist vorbei. Wählen Sie einen späteren.',
  'date.before': ({ other }) =>
    other === 'birthDate'
      ? 'Das liegt vor der Geburt. Wählen Sie einen späteren Tag.'
      : 'Das Ende liegt vor dem Anfang. Wählen Sie einen späteren Tag.',
  'date.after': ({ other }) =>
    other === 'deceasedOn'
      ? 'Das liegt nach dem Tod. Wählen Sie einen früheren Tag.'
      : 'Das ist für das andere Datum zu spät. Wählen Sie ein früheres.',
  'date.too_far': ({ max }) =>
    `Höchstens ${max} ${max === 1 ? 'Tag ist' : 'Tage sind'} möglich. Wählen Sie ein früheres Ende.`,
  'time.invalid': 'Geben Sie eine Uhrzeit von 00:00 bis 23:59 ein.',
  'time.same_as': 'Anfang und Ende sind gleich. Wählen Sie eine andere Uhrzeit.',
  'instant.invalid': 'Wählen Sie einen Tag und eine Uhrzeit.',
  'zone.invalid': 'Wählen Sie eine Zeitzone, zum Beispiel Europe/Berlin.',
  'password.too_short': ({ min }) => `Das Passwort braucht mindestens ${min} Zeichen.`,
  'password.too_common': 'Dieses Passwort gehört zu den häufigsten. Wählen Sie ein anderes.',
  'password.too_guessable':
    'Dieses Passwort ist zu leicht zu erraten. Nehmen Sie mehrere Wörter, die nichts miteinander zu tun haben.',
  'password.own_name': 'Das Passwort darf nicht Ihr Benutzername oder Ihre E-Mail-Adresse sein.',
  'role.no_locations': 'Nur der Empfang hat Standorte.',
  'window.repeated': 'Diese Sprechzeit steht schon hier.',
  'window.at_two_locations': 'Zu dieser Zeit ist Sprechstunde an einem anderen Standort.',
  'exception.for_extra_only': 'Das gilt nur für zusätzliche Sprechzeiten.',
  'exception.needed_for_extra': 'Zusätzliche Sprechzeiten brauchen Anfang und Ende.',
  'start.in_past': 'Diese Zeit ist vorbei. Wählen Sie eine spätere.',
  'start.too_soon': 'Dieser Termin muss länger im Voraus gebucht werden.',
  'start.beyond_horizon': 'So weit im Voraus lässt sich dieser Termin noch nicht buchen.',
  'start.retired':
    'Ab diesem Tag ist hier keine Buchung mehr möglich: Ärztin oder Arzt, Ort oder Terminart stehen nicht mehr zur Verfügung.',
  'start.outside_hours': 'Zu dieser Zeit ist keine Sprechstunde.',
  'start.closed': 'Die Praxis ist zu dieser Zeit geschlossen.',
  'start.off_grid': 'Termine beginnen zu anderen Minuten. Wählen Sie eine der freien Zeiten.',
  'visit_type.not_offered': 'Diese Terminart wird hier nicht angeboten. Wählen Sie eine andere.',
  'doctor.none_such': 'Dazu passt keine Ärztin und kein Arzt.',
  'doctor.same': 'Wählen Sie eine andere Ärztin oder einen anderen Arzt.',
  'hold.differs': 'Für Sie war eine andere Zeit reserviert. Wählen Sie die Zeit noch einmal.',
  'reason.required': 'Für eine Änderung ist es spät: Bitte nennen Sie den Grund.',
  'series.conflicts': 'Nicht alle Termine der Reihe können gebucht werden.',
  'series.empty': 'Mindestens ein Termin muss in der Reihe bleiben.',
};

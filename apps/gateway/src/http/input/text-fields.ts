import { longestPhone } from '#libs/common';

/**
 * `line`: a line break is refused, because names end up in subjects and cells. `lines`: what people tell, in as many
 * lines as they like.
 */
export type TextKind = 'line' | 'lines';

interface TextField {
  readonly kind: TextKind;
  /** The least and the most characters */
  readonly min: number;
  readonly max: number;
  /** Whether it is a name: without spaces around, single ones between its words, and its characters in one form */
  readonly isName?: true;
}

const lines = (min: number, max: number): TextField => ({ kind: 'lines', min, max });
const line = (min: number, max: number): TextField => ({ kind: 'line', min, max });
const name = (max: number): TextField => ({ kind: 'line', min: 1, max, isName: true });

/** Every text of a request, over HTTP and RabbitMQ: what is one thing has one kind and one length wherever it is sent. */
export const textFields = {
  visitReason: lines(0, 1000),
  /** Why something is changed, cancelled or ended */
  reason: lines(0, 1000),
  /** Where there has to be one */
  neededReason: lines(1, 1000),
  timeOffReason: lines(0, 500),
  bio: lines(0, 2000),
  address: lines(0, 500),
  note: lines(0, 2000),

  personName: name(100),
  doctorName: name(200),
  specialization: name(100),
  locationName: name(200),
  visitTypeName: name(100),
  closureName: name(200),

  username: line(3, 50),
  /** A username or an e-mail address */
  login: line(1, 254),
  email: line(3, 254),
  emailPart: line(1, 254),
  password: line(1, 128),
  /** Of an authenticator app, or a recovery code */
  code: line(6, 20),
  phone: line(1, longestPhone),
  phoneOrNone: line(0, longestPhone),
  languageTag: line(2, 35),

  search: line(0, 100),
  patientSearch: line(2, 100),
  auditedAction: line(1, 200),

  cursor: line(1, 500),
  idempotencyKey: line(1, 255),
  refreshToken: line(1, 1000),
  linkToken: line(1, 200),
  importPlan: line(43, 43),
  mergeVersion: line(1, 100),
  deliveryId: line(1, 200),
  pushEndpoint: line(10, 1000),
  pushKey: line(87, 87),
  pushSecret: line(22, 22),
} satisfies Readonly<Record<string, TextField>>;

export type TextFieldName = keyof typeof textFields;

/** What `GET /me/export` does with a column, what an erasure does with it, and why where that is not plain. */
export interface Decision {
  readonly export: 'exported' | 'withheld';
  /** `replaced` by a random value that names no one; `kept`: the bare number of the account, or text without a person */
  readonly erasure: 'erased' | 'replaced' | 'kept';
  readonly why: string;
  /** A value of a fixed set, or one that is computed: no text that a person could choose */
  readonly isFixed?: true;
}

type Why = (why?: string) => Decision;

/** Given to the person, and gone afterwards. */
const own: Why = (why = 'the person’s own') => ({ export: 'exported', erasure: 'erased', why });
/** Given to the person, and kept under the bare number. */
const past: Why = (why = 'what happened at the clinic') => ({ export: 'exported', erasure: 'kept', why });
/** Of no use to the person, and gone afterwards. */
const inner: Why = (why = 'the export has what it is made of') => ({
  export: 'withheld',
  erasure: 'erased',
  why,
});
/** Not about the person of the export, and kept. */
const clinic: Why = (why = 'of the clinic, not of a patient') => ({
  export: 'withheld',
  erasure: 'kept',
  why,
});
const fixed = (decision: Decision): Decision => ({ ...decision, isFixed: true });

const secret = 'a secret, worth nothing to the person and much to a thief';
const actor = 'who did it to whom, under a bare number; the entry is exported to the person whom it is about';
const ids = 'ids and words alone, and gone within days';
const provider = 'what the sender is asked about a message';

/**
 * Every column that holds the id of a user, or text, with the decision for export and erasure. A column without a line
 * fails the build, and so does a line without a column; a test fills them all, exports, erases and looks.
 */
export const decisions: Readonly<Record<string, Readonly<Record<string, Decision>>>> = {
  users: {
    username: {
      export: 'exported',
      erasure: 'replaced',
      why: 'the row stays, so that ids point at something',
    },
    email: { export: 'exported', erasure: 'replaced', why: 'as the username' },
    email_key: fixed(inner('computed of the address')),
    password: fixed(inner(secret)),
    name: own(),
    search_text: fixed(inner('computed of name, username and address')),
    address: own(),
    note: own('what the clinic noted about the patient is the patient’s to read'),
    merged_into_id: own('another record of the same person, which is exported and erased with it'),
  },
  patient_changes: { user_id: own(), changes: own(), actor_id: past(actor) },
  patient_places: { user_id: inner('the export has the visits that make a patient known') },
  patient_looks: {
    user_id: own(),
    actor_id: past(actor),
    reason: own('why the record was looked at; the audit log keeps it as well'),
  },
  patient_merges: {
    kept_id: inner('who is one with whom is in the history of the record'),
    merged_id: inner('as the kept one'),
    actor_id: clinic(actor),
    moved: inner('ids of rows that are exported themselves'),
    undone_by_id: clinic(actor),
  },
  guardianships: {
    guardian_id: past('who could see whose visits, and when'),
    dependant_id: past('who could see whose visits, and when'),
  },
  second_factors: { user_id: inner(secret), secret: inner(secret) },
  recovery_codes: { user_id: inner(secret), code_hash: inner(secret) },
  account_links: {
    user_id: own(),
    email: own('where a link was sent'),
    inviter_id: inner('the address is that of another person'),
  },
  staff_locations: { user_id: inner('where the clinic has its staff work; patients have none') },
  sessions: { user_id: past('how often and from when to when; without the device'), user_agent: own() },
  service_requests: { service: clinic(ids), nonce: clinic(ids) },
  locations: {
    name: clinic(),
    time_zone: fixed(clinic()),
    country: fixed(clinic()),
    address: clinic(),
    phone: clinic(),
    retirement_reason: clinic(),
  },
  former_places: { name: clinic(), address: clinic(), time_zone: fixed(clinic()) },
  doctors: {
    name: clinic('public, at the clinic; doctors are not erased by themselves'),
    specialization: clinic(),
    languages: clinic(),
    bio: clinic('public, as the name'),
    user_id: clinic('public, as the name'),
    retirement_reason: clinic(),
    search_name: clinic(),
    search_specialization: clinic(),
  },
  visit_types: { name: clinic(), retirement_reason: clinic() },
  schedule_exceptions: { reason: clinic('about the hours of a doctor') },
  location_closures: {
    name: clinic(),
    source_calendar: clinic(),
    source_uid: clinic(),
    source_occurrence: clinic(),
  },
  appointments: {
    user_id: past(),
    reason: own(),
    created_by_id: past(actor),
  },
  appointment_history: { actor_id: past(actor), reason: own() },
  waitlist_entries: { user_id: past(), specialization: past(), created_by_id: past(actor) },
  waitlist_offers: { offered_by_id: past(actor), answered_by_id: past(actor) },
  waitlist_openings: { given_up_by_id: clinic('a free time of a doctor, gone as soon as it is looked at') },
  idempotency_keys: {
    user_id: inner('copies of answers, gone within a day'),
    route: fixed(inner('as the row')),
    key: inner('as the row'),
    request_hash: inner('as the row'),
    result: inner('as the row'),
  },
  outbox_events: {
    type: fixed(clinic(ids)),
    data: clinic(ids),
    request_id: clinic(ids),
    traceparent: clinic(ids),
  },
  inbox_events: { consumer: fixed(clinic(ids)) },
  event_comparisons: { consumer: fixed(clinic(ids)) },
  missing_events: { consumer: fixed(clinic(ids)) },
  event_retries: { consumer: fixed(clinic(ids)), envelope: clinic(ids), reason: clinic(ids) },
  notifications: {
    user_id: own(),
    type: fixed(own()),
    channel: fixed(own()),
    title: own(),
    body: own(),
  },
  deliveries: {
    key: clinic('ids and words alone'),
    reason: past('a code'),
    user_id: past('that something was sent, and what became of it'),
    letter: fixed(inner('written by the erasure itself; gone once it is sent or given up')),
    provider_id: clinic(provider),
  },
  message_budgets: {
    subject: fixed(clinic('an HMAC of an address, or a bare number, until the budget is whole again')),
  },
  notification_preferences: {
    user_id: own(),
    locale: fixed(own()),
    time_zone: fixed(own()),
    phone: own(),
    choices: own(),
  },
  push_subscriptions: { user_id: own(), endpoint: own(), p256dh: inner(secret), auth: inner(secret) },
  calendar_domain: { name: clinic() },
  calendar_feeds: { user_id: own(), token_hash: inner(secret) },
  audit_entries: {
    actor_id: past(actor),
    subject_id: past('the log of who saw or changed the data outlives them'),
    object_type: fixed(clinic('what kind of thing it was')),
    object_id: clinic('the number of a thing'),
    action: past('the route'),
    outcome: fixed(past('a word')),
    reason: past('why the data was looked at, as the actor wrote it; the log cannot be rewritten'),
    request_id: clinic('of the log of requests'),
  },
};

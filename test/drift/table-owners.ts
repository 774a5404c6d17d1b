/** The lib that owns each table. Its app may write the table too; every other lib and app asks the owner. */
export const owners: Readonly<Record<string, readonly string[]>> = {
  'libs/auth': [
    'users',
    'patient_changes',
    'patient_merges',
    'patient_places',
    'patient_looks',
    'guardianships',
    'second_factors',
    'recovery_codes',
    'account_links',
    'staff_locations',
    'sessions',
    'service_requests',
  ],
  'libs/doctors': [
    'locations',
    'former_places',
    'doctors',
    'visit_types',
    'doctor_visit_types',
    'schedule_windows',
    'schedule_exceptions',
    'location_closures',
    'schedule_revision',
  ],
  'libs/appointments': [
    'appointments',
    'appointment_history',
    'idempotency_keys',
    'waitlist_entries',
    'waitlist_offers',
    'waitlist_openings',
  ],
  'libs/messaging': ['outbox_events', 'inbox_events', 'event_retries', 'event_comparisons', 'missing_events'],
  'libs/notifications': [
    'notifications',
    'deliveries',
    'message_budgets',
    'notification_preferences',
    'push_subscriptions',
    'calendar_feeds',
    'calendar_domain',
  ],
  'libs/audit': ['audit_entries'],
};

/** The app that works on the tables of a lib */
export const appOf: Readonly<Record<string, string>> = { 'libs/notifications': 'apps/notifications' };

/** Triggers write this table: every statement that changes a schedule counts it up. */
export const writtenByTriggers: readonly string[] = ['schedule_revision'];

/** Deletes what the owners of the tables say has expired, from whichever table: `*.sql.ts` of each lib. */
export const deletesByName = 'apps/notifications/src/retention/retention.repository.ts';

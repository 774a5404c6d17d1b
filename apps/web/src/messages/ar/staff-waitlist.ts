import { type staffWaitlist as english } from '../en/staff-waitlist.js';

export const staffWaitlist: typeof english = {
  lead: 'تُعرض الأوقات التي تصبح متاحة تلقائيًا. ويمكنك أيضًا عرض وقت بنفسك.',
  none: 'لا أحد في هذه القائمة',
  noneHint: 'ينضم المرضى حين لا يجدون وقتًا يناسبهم.',
  patient: (id) => `المريض ${id}`,
  offer: 'عرض وقت',
  offerTo: (id) => `عرض وقت على المريض ${id}`,
  offered: (when) => `عُرض: ${when}`,
};

import { type staffWaitlist as english } from '../../en/clinic/staff-waitlist.js';

export const staffWaitlist: typeof english = {
  lead: 'تُعرض الأوقات التي تصبح متاحة تلقائيًا. ويمكنك أيضًا عرض وقت بنفسك.',
  none: 'لا أحد في هذه القائمة',
  noneHint: 'ينضم المرضى حين لا يجدون وقتًا يناسبهم.',
  unnamed: (id) => `المريض ${id}`,
  offer: 'عرض وقت',
  offerTo: (patient) => `عرض وقت على ${patient}`,
  offered: (when) => `عُرض: ${when}`,
};

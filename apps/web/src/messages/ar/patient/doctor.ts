import { type doctor as model } from '../../en/patient/doctor.js';

export const doctor: typeof model = {
  place: 'المكان',
  languages: 'اللغات',
  nextTimes: 'أقرب الأوقات المتاحة',
  allTimes: 'كل الأوقات',
  noTimesSoon: 'لا توجد أوقات متاحة خلال الأسبوعين القادمين',
  noTimes: 'لا توجد أوقات متاحة حاليًا',
  timesFailed: 'تعذّر تحميل الأوقات المتاحة',
  today: 'اليوم',
  tomorrow: 'غدًا',
  back: 'كل الأطباء',
  failed: 'تعذّر تحميل صفحة هذا الطبيب',
  retired: 'لم يعد هذا الطبيب يقبل الحجوزات هنا',
  retiredHint: 'تبقى زياراتك السابقة في قائمة زياراتك.',
  missing: 'هذا الطبيب غير مدرج',
  missingHint: 'قد يكون العنوان قديمًا، أو أن الطبيب لم يعد يستقبل مواعيد هنا.',
};

import { pluralOf } from '../../plural.js';
import { type week as model } from '../../en/clinic/week.js';

const plural = pluralOf('ar');

export const week: typeof model = {
  heading: 'الأوقات المتاحة',
  visitType: 'نوع الزيارة',
  visitTypesFailed: 'تعذّر تحميل أنواع الزيارات',
  minutes: (minutes) =>
    plural(minutes, {
      one: 'دقيقة واحدة',
      two: 'دقيقتان',
      few: `${minutes} دقائق`,
      many: `${minutes} دقيقة`,
      other: `${minutes} دقيقة`,
    }),
  shortMinutes: (minutes) => `${minutes} د`,
  inPerson: 'حضوري',
  video: 'فيديو',
  spokenMode: { in_person: 'حضوريًا', video: 'بالفيديو' },
  fee: (fee) => `الرسوم ${fee}`,
  zone: 'عرض الأوقات حسب',
  clinicZone: 'توقيت العيادة',
  ownZone: 'توقيتك',
  allTimesIn: (zone) => `كل الأوقات حسب ${zone}.`,
  ownClock: (zone) => `يعرض جهازك ${zone}.`,
  clinicClock: (zone) => `تعمل العيادة حسب ${zone}.`,
  previous: 'الأسبوع السابق',
  next: 'الأسبوع التالي',
  today: 'اليوم',
  days: 'اختر يومًا',
  loading: 'جارٍ تحميل الأوقات المتاحة…',
  count: (count) =>
    plural(count, {
      zero: 'لا أوقات متاحة',
      one: 'وقت واحد متاح',
      two: 'وقتان متاحان',
      few: `${count} أوقات متاحة`,
      many: `${count} وقتًا متاحًا`,
      other: `${count} وقت متاح`,
    }),
  emptyDay: 'لا أوقات متاحة',
  nextDay: (day) => `التالي: ${day}`,
  emptyWeek: 'لا أوقات متاحة في هذه الأيام السبعة',
  nothingAhead: 'ولا توجد أوقات متاحة لاحقًا أيضًا، في حدود ما هو مفتوح من التقويم.',
  nextAvailable: (when) => `أقرب موعد متاح ${when}`,
  otherDoctors: 'الاطلاع على أطباء آخرين',
  booking: 'اختر وقتًا لحجزه. تسجّل الدخول بعد ذلك، لا قبله.',
  keys: 'تنقلك مفاتيح الأسهم من وقت إلى وقت ومن يوم إلى يوم، ومفتاحا الصفحة من أسبوع إلى أسبوع.',
};

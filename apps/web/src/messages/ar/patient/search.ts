import { pluralOf } from '../../plural.js';
import { type search as model } from '../../en/patient/search.js';

const plural = pluralOf('ar');

export const search: typeof model = {
  title: 'البحث عن طبيب',
  lead: 'اعرف من هو متاح ومتى، دون تسجيل الدخول.',
  form: 'البحث',
  specialization: 'التخصص',
  anySpecialization: 'كل التخصصات',
  specializationsFailed: 'تعذّر تحميل التخصصات',
  name: 'اسم الطبيب',
  namePlaceholder: 'أي طبيب',
  results: 'الأطباء',
  loading: 'جارٍ البحث عن الأطباء…',
  count: (shown, more) =>
    more
      ? `عرض أول ${shown}`
      : plural(shown, {
          zero: 'لم يُعثر على أي طبيب',
          one: 'عُثر على طبيب واحد',
          two: 'عُثر على طبيبين',
          few: `عُثر على ${shown} أطباء`,
          many: `عُثر على ${shown} طبيبًا`,
          other: `عُثر على ${shown} طبيب`,
        }),
  failed: 'تعذّر تحميل قائمة الأطباء',
  moreFailed: 'تعذّر تحميل المزيد من الأطباء',
  none: 'لا يوجد طبيب مطابق',
  noneFor: (parts) => `لا أحد هنا يطابق ${parts.join(' و')}. وسّع البحث:`,
  noneAtAll: 'لا يوجد أطباء لعرضهم بعد. يُرجى العودة لاحقًا.',
  quoted: (text) => `«${text}»`,
  dropName: 'أي اسم',
  dropSpecialization: 'كل التخصصات',
  place: 'المكان',
  anyPlace: 'أي مكان',
  nearMe: 'بالقرب مني',
  locating: 'جارٍ تحديد موقعك…',
  notLocated: 'لم يحدّد جهازك موقعك. اختر مكانًا بدلًا من ذلك.',
  placesFailed: 'تعذّر تحميل الأماكن',
  more: 'مزيد من عوامل التصفية',
  from: 'متاح من',
  until: 'متاح حتى',
  mode: 'نوع الزيارة',
  anyMode: 'حضوريًا أو عبر الفيديو',
  language: 'اللغة',
  anyLanguage: 'أي لغة',
  sort: 'الترتيب حسب',
  sortedBy: { earliest: 'أقرب موعد متاح', name: 'الاسم', distance: 'المسافة' },
  away: (distance) => `على بُعد ${distance}`,
  showMore: 'عرض المزيد من الأطباء',
  dropPlace: 'أي مكان',
  dropDates: 'أي تاريخ',
  dropMode: 'حضوريًا أو عبر الفيديو',
  dropLanguage: 'أي لغة',
  filters: (count) =>
    plural(count, {
      one: 'عامل تصفية واحد يضيّق البحث.',
      two: 'عاملا تصفية يضيّقان البحث.',
      few: `${count} عوامل تصفية تضيّق البحث.`,
      other: `${count} عامل تصفية يضيّق البحث.`,
    }),
  waitlist: 'الانضمام إلى قائمة الانتظار',
};

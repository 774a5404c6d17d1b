import { pluralOf } from '../plural.js';
import { type search as model } from '../en/search.js';

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
  more: 'عرض المزيد من الأطباء',
  failed: 'تعذّر تحميل قائمة الأطباء',
  moreFailed: 'تعذّر تحميل المزيد من الأطباء',
  none: 'لا يوجد طبيب مطابق',
  noneFor: (parts) => `لا أحد هنا يطابق ${parts.join(' و')}. وسّع البحث:`,
  noneAtAll: 'لا يوجد أطباء لعرضهم بعد. يُرجى العودة لاحقًا.',
  quoted: (text) => `«${text}»`,
  dropName: 'أي اسم',
  dropSpecialization: 'كل التخصصات',
};

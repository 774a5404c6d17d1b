import { type agenda as english } from '../../en/clinic/agenda.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('ar');

export const agenda: typeof english = {
  today: 'اليوم',
  here: (count) =>
    plural(count, {
      zero: 'لم يصل أحد',
      one: 'وصل شخص واحد',
      two: 'وصل شخصان',
      few: `وصل ${count} أشخاص`,
      many: `وصل ${count} شخصًا`,
      other: `وصل ${count} شخص`,
    }),
  late: (count) =>
    plural(count, {
      zero: 'لا أحد متأخر',
      one: 'شخص واحد متأخر',
      two: 'شخصان متأخران',
      few: `${count} أشخاص متأخرون`,
      many: `${count} شخصًا متأخرًا`,
      other: `${count} شخص متأخر`,
    }),
  next: 'المريض التالي',
  noNext: 'لا أحد ينتظر، ولا يُنتظر قدوم أحد.',
  visits: 'كل الزيارات',
  empty: 'لا زيارات في هذا اليوم',
  emptyHint: 'تظهر الحجوزات الجديدة هنا فورًا.',
  toAvailability: 'عرض ساعات العمل',
  off: 'لا ساعات عمل في هذا اليوم',
  hours: (hours) => `ساعات العمل ${hours}`,
  week: 'الأسبوع',
  previousWeek: 'الأسبوع السابق',
  nextWeek: 'الأسبوع التالي',
  asColumns: 'أعمدة',
  asTable: 'جدول',
  view: 'طريقة العرض',
  weekOf: (range) => `زيارات ${range}`,
  closed: (reason) => (reason === '' ? 'إجازة' : `إجازة: ${reason}`),
  extra: (reason) => (reason === '' ? 'ساعات إضافية' : `ساعات إضافية: ${reason}`),
  days: 'اختر يومًا',
  day: 'اليوم',
};

import { type hours as english } from '../../en/clinic/hours.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('ar');

const days = (count: number): string =>
  plural(count, {
    one: 'يوم واحد',
    two: 'يومان',
    few: `${count} أيام`,
    many: `${count} يومًا`,
    other: `${count} يوم`,
  });

const wholeHours = (count: number): string =>
  plural(count, {
    one: 'ساعة واحدة',
    two: 'ساعتان',
    few: `${count} ساعات`,
    many: `${count} ساعة`,
    other: `${count} ساعة`,
  });

const minutesOf = (count: number): string =>
  plural(count, {
    one: 'دقيقة واحدة',
    two: 'دقيقتان',
    few: `${count} دقائق`,
    many: `${count} دقيقة`,
    other: `${count} دقيقة`,
  });

function span(minutes: number): string {
  if (minutes === 0) return 'بلا';
  if (minutes % 1440 === 0) return days(minutes / 1440);
  return minutes % 60 === 0 ? wholeHours(minutes / 60) : minutesOf(minutes);
}

export const hours: typeof english = {
  title: 'ساعات العمل',
  timeOff: 'الإجازات والساعات الإضافية',
  failed: 'تعذّر تحميل ساعات العمل',
  weekly: 'ساعات الأسبوع',
  weeklyHint: 'بتوقيت العيادة. إذا سبقت النهايةُ البدايةَ فهي في اليوم التالي.',
  from: 'من',
  to: 'إلى',
  validFrom: 'تسري من',
  validTo: 'تسري حتى',
  bound: 'تحديد بتواريخ',
  boundFor: (start, end) => `تحديد بتواريخ: ${start} إلى ${end}`,
  windowOf: (day, start, end) => `${day}، ${start} إلى ${end}`,
  dayOff: 'لا ساعات عمل',
  add: 'إضافة ساعات',
  addFor: (day) => `إضافة ساعات يوم ${day}`,
  removeFor: (day, start, end) => `حذف ${day}، ${start} إلى ${end}`,
  copyDay: 'نسخ إلى أيام أخرى',
  copyFor: (day) => `نسخ إلى أيام أخرى: ${day}`,
  copyTo: (day) => `استخدام ساعات ${day} في`,
  copy: 'نسخ',
  cancel: 'إلغاء',
  showPreview: 'عرض ما يتغيّر',
  save: 'حفظ الساعات',
  saved: 'حُفظت ساعات العمل.',
  discard: 'تجاهل التغييرات',
  preview: 'ما الذي سيتغيّر',
  slots: 'الأوقات المتاحة في الأيام السبعة القادمة',
  noSlots: 'لا شيء',
  nothingBroken: 'تبقى كل الحجوزات ضمن ساعات العمل.',
  broken: (count) =>
    plural(count, {
      zero: 'لا حجوزات خارج ساعات العمل',
      one: 'حجز واحد سيقع خارج ساعات العمل',
      two: 'حجزان سيقعان خارج ساعات العمل',
      few: `${count} حجوزات ستقع خارج ساعات العمل`,
      many: `${count} حجزًا ستقع خارج ساعات العمل`,
      other: `${count} حجز ستقع خارج ساعات العمل`,
    }),
  brokenHint: 'تبقى محجوزة حتى ينقلها أحد أو يلغيها.',
  outside: 'حجوزات خارج ساعات العمل',
  outsideHint: 'لم ينقلها أحد أو يلغها بعد.',
  rules: 'قواعد أنواع الزيارات',
  rulesHint: 'تحدّ هي أيضًا من الأوقات المتاحة. يمكن للإدارة تغييرها.',
  duration: 'المدة',
  buffers: 'قبلها وبعدها',
  beforeAfter: (before, after) => `${before} و${after} د`,
  notice: 'مهلة الحجز',
  horizon: 'الحجز المسبق حتى',
  span,
  days,
  off: {
    title: 'الإجازات',
    lead: 'أيام تختلف ساعاتها عن ساعات الأسبوع.',
    list: 'الأيام المختلفة',
    past: 'انتهت',
    empty: 'لا يوم يختلف عن الأسبوع',
    emptyHint: 'تظهر هنا الإجازات والساعات الإضافية التي تضيفها.',
    failed: 'تعذّر تحميل الأيام',
    add: 'إضافة أيام',
    kind: 'النوع',
    closed: 'إجازة',
    closedHint: 'لا يمكن حجز شيء حينها',
    extra: 'ساعات إضافية',
    extraHint: 'إلى جانب الساعات الأسبوعية',
    first: 'أول يوم',
    last: 'آخر يوم',
    lastHint: 'إن تُرك فارغًا فهو اليوم نفسه',
    wholeDay: 'اليوم كله',
    reason: 'السبب',
    reasonHint: 'لك ولموظفي الاستقبال',
    showPreview: 'عرض ما يتغيّر',
    save: (count) =>
      plural(count, {
        one: 'حفظ هذا اليوم',
        two: 'حفظ اليومين',
        few: `حفظ ${count} أيام`,
        many: `حفظ ${count} يومًا`,
        other: `حفظ ${count} يوم`,
      }),
    saved: 'تم الحفظ.',
    remove: 'حذف',
    removeFor: (day) => `حذف ${day}`,
    back: 'ساعات الأسبوع',
    order: 'آخر يوم يسبق أول يوم.',
    tooMany: 'أضف شهرًا واحدًا على الأكثر في المرة.',
    preview: 'ما الذي سيتغيّر',
  },
};

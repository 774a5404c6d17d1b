import { type board as english } from '../../en/clinic/board.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('ar');
const visits = (count: number) =>
  plural(count, {
    zero: 'لا مواعيد',
    one: 'موعد واحد',
    two: 'موعدان',
    few: `${count} مواعيد`,
    many: `${count} موعدًا`,
    other: `${count} موعد`,
  });

export const board: typeof english = {
  title: 'جدول اليوم',
  columns: (day) => `مواعيد ${day}`,
  book: 'حجز موعد',
  bookShort: 'حجز',
  bookWith: (doctor) => `حجز موعد مع ${doctor}`,
  walkIn: 'بلا موعد',
  print: 'طباعة',
  moveDay: 'نقل اليوم',
  moveDayOf: (doctor) => `نقل مواعيد ${doctor} لهذا اليوم`,
  nobody: 'لا أحد يعمل هنا في هذا اليوم',
  nobodyHint: 'اختر يومًا آخر، أو اعرض الأطباء الذين لا ساعات عمل لهم.',
  showOff: (count) =>
    plural(count, {
      one: 'عرض طبيب واحد بلا ساعات عمل',
      two: 'عرض طبيبين بلا ساعات عمل',
      few: `عرض ${count} أطباء بلا ساعات عمل`,
      many: `عرض ${count} طبيبًا بلا ساعات عمل`,
      other: `عرض ${count} طبيب بلا ساعات عمل`,
    }),
  hideOff: 'إخفاء من لا ساعات عمل لهم',
  findPatient: 'لمن الموعد؟',
  findPatientHint: 'الاسم أو رقم الهاتف أو تاريخ الميلاد أو اسم المستخدم أو البريد الإلكتروني',
  patients: 'المرضى',
  patientsFailed: 'تعذّر تحميل المرضى',
  found: (count) =>
    plural(count, {
      zero: 'لم يُعثر على أحد',
      one: 'مريض واحد',
      two: 'مريضان',
      few: `${count} مرضى`,
      many: `${count} مريضًا`,
      other: `${count} مريض`,
    }),
  newPatient: 'مريض جديد',
  otherPatient: 'شخص آخر',
  addPatient: 'إضافة المريض',
  alike: (count) =>
    plural(count, {
      one: 'سجلّ واحد يشبه هذا المريض',
      two: 'سجلّان يشبهان هذا المريض',
      few: `${count} سجلّات تشبه هذا المريض`,
      many: `${count} سجلًّا يشبه هذا المريض`,
      other: `${count} سجلّ يشبه هذا المريض`,
    }),
  alikeHint: 'إذا كان الشخص نفسه، فاستخدم السجلّ الموجود.',
  alikeTraits: {
    name: 'اسم مشابه',
    birthDate: 'تاريخ الميلاد نفسه',
    phone: 'رقم الهاتف نفسه',
    email: 'البريد الإلكتروني نفسه',
  },
  addAllTheSame: 'إضافة على أي حال',
  name: 'الاسم',
  phone: 'الهاتف',
  phoneHint: 'كما يُطلب هنا، أو مع رمز البلد',
  email: 'البريد الإلكتروني',
  emailHint: 'يُعرض فتح حساب على هذا العنوان',
  birthDate: 'تاريخ الميلاد',
  bookButton: 'حجز الموعد',
  walkInButton: 'بدء الزيارة الآن',
  squeezeIn: 'سبب إدخال موعد إضافي',
  squeezeInHint: 'الطبيب مشغول. تبدأ الزيارة رغم ذلك إذا ذُكر السبب.',
  move: {
    title: (doctor) => `نقل مواعيد ${doctor}`,
    to: 'من ينوب',
    anybody: 'من كان متاحًا، وإلا فيوم آخر',
    failed: 'تعذّر إعداد المقترحات',
    list: 'المواعيد المطلوب نقلها',
    placeFor: (patient) => `وقت جديد لـ ${patient}`,
    leave: 'يبقى كما هو',
    nothingFree: 'لا وقت متاح في الأيام التسعين القادمة',
    moved: (doctor, when) => `${doctor}، ${when}`,
    reason: 'السبب',
    reasonHint: 'يُحفظ في سجل كل موعد.',
    defaultReason: 'الطبيب غير متاح.',
    close: 'إغلاق اليوم كي لا يُحجز فيه',
    closeOnly: 'إغلاق اليوم',
    button: (count) => `نقل ${visits(count)}`,
    done: (moved, failed) =>
      failed === 0 ? `نُقل: ${visits(moved)}.` : `نُقل: ${visits(moved)}، ولم يُنقل ${failed}.`,
    nothing: 'لا شيء لنقله',
    nothingHint: 'يمكنك مع ذلك إغلاق اليوم.',
  },
};

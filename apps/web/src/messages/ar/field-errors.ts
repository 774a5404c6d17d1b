import { type FieldErrorWords } from '../field-error-words.js';
import { pluralOf } from '../plural.js';
import { characters, form } from './form.js';

const plural = pluralOf('ar');

const entries = (count: number): string =>
  plural(count, {
    one: 'عنصر واحد',
    two: 'عنصران',
    few: `${count} عناصر`,
    many: `${count} عنصرًا`,
    other: `${count} عنصر`,
  });

const days = (count: number): string =>
  plural(count, {
    one: 'يوم واحد',
    two: 'يومان',
    few: `${count} أيام`,
    many: `${count} يومًا`,
    other: `${count} يوم`,
  });

const places = (count: number): string =>
  plural(count, {
    one: 'منزلة عشرية واحدة',
    two: 'منزلتان عشريتان',
    few: `${count} منازل عشرية`,
    many: `${count} منزلة عشرية`,
    other: `${count} منزلة عشرية`,
  });

const unreadable = 'يحتوي هذا على أحرف لا يمكن حفظها. اكتبه مرة أخرى.';
const wrong = 'هذا غير صحيح. يُرجى مراجعة هذا الحقل.';
const choose = 'اختر إحدى القيم المتاحة.';
const gone = 'لم يعد هذا موجودًا. اختر شيئًا آخر.';
const outdated = 'هذه الصفحة قديمة. أعد تحميلها.';
const conflicting = 'هذا لا يتفق مع بقية اختياراتك.';
const noPush = 'لا يستطيع هذا المتصفح استقبال الرسائل من هنا.';

export const fieldErrors: FieldErrorWords = {
  'field.required': form.missing,
  'field.unknown': outdated,
  'field.misnamed': outdated,
  'field.required_with': form.missing,
  'field.required_unless': form.missing,
  'field.only_with': conflicting,
  'field.not_with': conflicting,
  'text.expected': wrong,
  'text.required': form.missing,
  'text.too_short': ({ min }) => `الحد الأدنى ${characters(min)}.`,
  'text.too_long': ({ max }) => `الحد الأقصى ${characters(max)}.`,
  'text.malformed': unreadable,
  'text.not_one_line': 'اكتب ذلك في سطر واحد.',
  'text.control_character': 'أزل أحرف التحكم: اكتب النص بدلًا من لصقه.',
  'text.not_utf8': 'تعذّرت قراءة هذا الملف. احفظه بترميز UTF-8.',
  'number.expected': 'أدخل رقمًا.',
  'number.not_whole': 'أدخل عددًا صحيحًا.',
  'number.too_small': ({ min }) => form.tooLittle(String(min)),
  'number.too_large': ({ max }) => form.tooMuch(String(max)),
  'number.too_precise': ({ places: most }) => `الحد الأقصى ${places(most)}.`,
  'boolean.expected': choose,
  'object.expected': wrong,
  'object.too_deep': wrong,
  'list.expected': wrong,
  'list.too_short': ({ min }) => `الحد الأدنى ${entries(min)}.`,
  'list.too_long': ({ max }) => `الحد الأقصى ${entries(max)}.`,
  'list.repeats': 'هناك عنصر مكرر.',
  'entry.repeated': 'هذا مذكور من قبل.',
  'choice.unknown': choose,
  'choice.not_among': choose,
  'reference.unknown': gone,
  'id.invalid': choose,
  'uuid.invalid': outdated,
  'email.invalid': form.noEmail,
  'phone.invalid': 'أدخل رقم هاتف صحيحًا، ومع رمز البلد إن كان من الخارج: ‎+44 20 7946 0018.',
  'country.invalid': 'اختر بلدًا.',
  'username.invalid': form.usernameRule,
  'language.invalid': 'أدخل رمز اللغة، مثل en أو pt-BR.',
  'coordinates.invalid': 'أدخل خط العرض وخط الطول بالدرجات، مثل ‎52.52,13.405.',
  'latitude.invalid': 'أدخل خط عرض من ‎-90 إلى 90 درجة.',
  'longitude.invalid': 'أدخل خط طول من ‎-180 إلى 180 درجة.',
  'cursor.invalid': outdated,
  'etag.invalid': outdated,
  'key.invalid': outdated,
  'push.key_invalid': noPush,
  'push.secret_invalid': noPush,
  'push.service_unknown': noPush,
  'date.invalid': 'أدخل تاريخًا من عام 1900 فما بعد.',
  'date.to_come': 'أدخل تاريخًا ليس في المستقبل.',
  'date.passed': 'مضى هذا التاريخ. اختر تاريخًا لاحقًا.',
  'date.before': ({ other }) =>
    other === 'birthDate'
      ? 'هذا قبل تاريخ الميلاد. اختر تاريخًا لاحقًا.'
      : 'تاريخ النهاية قبل تاريخ البداية. اختر تاريخًا لاحقًا.',
  'date.after': ({ other }) =>
    other === 'deceasedOn'
      ? 'هذا بعد تاريخ الوفاة. اختر تاريخًا أسبق.'
      : 'هذا متأخر عن التاريخ الآخر. اختر تاريخًا أسبق.',
  'date.too_far': ({ max }) => `الحد الأقصى ${days(max)}. اختر نهاية أقرب.`,
  'time.invalid': 'أدخل وقتًا من 00:00 إلى 23:59.',
  'time.same_as': 'وقت البداية ووقت النهاية متساويان. اختر وقتًا آخر.',
  'instant.invalid': 'اختر تاريخًا ووقتًا.',
  'zone.invalid': 'اختر منطقة زمنية، مثل Europe/Berlin.',
  'password.too_short': ({ min }) => `الحد الأدنى لكلمة المرور ${characters(min)}.`,
  'password.too_common': 'كلمة المرور هذه من أكثر الكلمات شيوعًا. اختر غيرها.',
  'password.too_guessable': 'كلمة المرور هذه سهلة التخمين. استعمل عدة كلمات لا صلة بينها.',
  'password.own_name': 'يجب ألا تكون كلمة المرور اسم المستخدم أو بريدك الإلكتروني.',
  'role.no_locations': 'الفروع لموظفي الاستقبال فقط.',
  'window.repeated': 'ساعات العمل هذه مذكورة من قبل.',
  'window.at_two_locations': 'الطبيب في فرع آخر في ذلك الوقت.',
  'exception.for_extra_only': 'هذا لساعات العمل الإضافية فقط.',
  'exception.needed_for_extra': 'تحتاج ساعات العمل الإضافية إلى بداية ونهاية.',
  'start.in_past': 'مضى هذا الوقت. اختر وقتًا لاحقًا.',
  'start.too_soon': 'يجب حجز هذا الموعد قبل وقت أطول من بدايته.',
  'start.beyond_horizon': 'لا يمكن حجز هذا الموعد قبل هذه المدة الطويلة.',
  'start.retired': 'ابتداءً من هذا التاريخ لم يعد الحجز متاحًا لهذا الطبيب أو المكان أو نوع الزيارة.',
  'start.outside_hours': 'لا يعمل الطبيب في ذلك الوقت.',
  'start.closed': 'العيادة مغلقة في ذلك الوقت.',
  'start.off_grid': 'تبدأ المواعيد في دقائق أخرى. اختر أحد الأوقات المتاحة.',
  'visit_type.not_offered': 'لا يقدّم الطبيب هذا النوع من الزيارات. اختر نوعًا آخر.',
  'doctor.none_such': 'لا يوجد طبيب مناسب.',
  'doctor.same': 'اختر طبيبًا آخر.',
  'hold.differs': 'كان وقت آخر محجوزًا لك مؤقتًا. اختر الوقت مرة أخرى.',
  'reason.required': 'الوقت متأخر للتغيير: اذكر السبب.',
  'series.conflicts': 'لا يمكن حجز كل مواعيد السلسلة.',
  'series.empty': 'أبقِ زيارة واحدة على الأقل في السلسلة.',
};

import { type recordMerge as english } from '../../en/clinic/record-merge.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('ar');

export const recordMerge: typeof english = {
  button: 'الدمج مع سجلّ آخر',
  title: (name) => `الدمج مع سجلّ ${name}`,
  chooseLead: 'أي سجلّ آخر يخص المريض نفسه؟ هذا السجلّ هو الذي يبقى.',
  alike: (count) =>
    plural(count, {
      one: 'سجلّ واحد يشبه هذا السجلّ',
      two: 'سجلّان يشبهان هذا السجلّ',
      few: `${count} سجلّات تشبه هذا السجلّ`,
      many: `${count} سجلًّا يشبه هذا السجلّ`,
      other: `${count} سجلّ يشبه هذا السجلّ`,
    }),
  compareLead: 'انظر إلى السجلّين: ما يبقى، وما يُنقل من بيانات، وما ينتقل معه.',
  otherChoice: 'اختيار سجلّ آخر',
  swap: 'إبقاء السجلّ الآخر',
  compare: 'ما يذكره السجلّان',
  field: 'البيان',
  stays: 'يبقى',
  goes: 'يُدمج فيه',
  taken: 'يُنقل',
  moves: 'ما الذي ينتقل',
  visits: (count) =>
    plural(count, {
      one: 'موعد واحد',
      two: 'موعدان',
      few: `${count} مواعيد`,
      many: `${count} موعدًا`,
      other: `${count} موعد`,
    }),
  waitlist: (count) =>
    plural(count, {
      one: 'طلب واحد في قائمة الانتظار',
      two: 'طلبان في قائمة الانتظار',
      few: `${count} طلبات في قائمة الانتظار`,
      many: `${count} طلبًا في قائمة الانتظار`,
      other: `${count} طلب في قائمة الانتظار`,
    }),
  messages: (count) =>
    plural(count, {
      one: 'رسالة واحدة',
      two: 'رسالتان',
      few: `${count} رسائل`,
      many: `${count} رسالة`,
      other: `${count} رسالة`,
    }),
  guardianships: (count) =>
    plural(count, {
      one: 'وصاية واحدة',
      two: 'وصايتان',
      few: `${count} وصايات`,
      many: `${count} وصاية`,
      other: `${count} وصاية`,
    }),
  ending: (count) =>
    plural(count, {
      one: 'تنتهي وصاية واحدة: للمريض حساب، وهو يقرّر بنفسه.',
      two: 'تنتهي وصايتان: للمريض حساب، وهو يقرّر بنفسه.',
      few: `تنتهي ${count} وصايات: للمريض حساب، وهو يقرّر بنفسه.`,
      many: `تنتهي ${count} وصاية: للمريض حساب، وهو يقرّر بنفسه.`,
      other: `تنتهي ${count} وصاية: للمريض حساب، وهو يقرّر بنفسه.`,
    }),
  nothing: 'لا شيء سوى السجلّ نفسه.',
  endsAccount: (username) => `ينتهي الحساب \u2068${username}\u2069: لن يستطيع أحد تسجيل الدخول به.`,
  silent: 'لا يُبلَّغ المرضى ولا الأطباء بشيء. ويمكن التراجع عن الدمج خلال 30 يومًا.',
  conflicts: 'في السجلّين موعدان في الوقت نفسه',
  conflictsHint: 'انقل أحدهما أو ألغه أولًا.',
  conflict: (when) => `من ${when}:`,
  visit: (id) => `الموعد ${id}`,
  confirm: 'دمج السجلّين',
  failed: 'تعذّرت معرفة ما سينتقل',
  refused: 'لا يمكن دمج هذين السجلّين',
  done: 'دُمج السجلّان.',
  undo: 'التراجع عن الدمج',
  undoAsk: 'هل يعود السجلّان اثنين؟ ما أُضيف بعد الدمج يبقى هنا.',
  undone: 'جرى التراجع عن الدمج، وعاد السجلّان اثنين.',
  list: 'السجلّات المدموجة',
  listFailed: 'تعذّر تحميل عمليات الدمج',
  mergedAt: (when) => `دُمج في ${when}`,
  undoneAt: (when) => `جرى التراجع في ${when}`,
  until: (when) => `يمكن التراجع حتى ${when}`,
};

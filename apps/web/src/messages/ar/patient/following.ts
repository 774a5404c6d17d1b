import { type en } from '../../en/index.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('ar');

const visits = (count: number) =>
  plural(count, {
    one: 'موعدًا واحدًا',
    two: 'موعدين',
    few: `${count} مواعيد`,
    many: `${count} موعدًا`,
    other: `${count} موعد`,
  });

export const following: typeof en.following = {
  scope: 'ما الذي تريد نقله',
  one: 'هذا الموعد فقط',
  all: 'هذا وكل ما يليه',
  title: 'انقل هذا الموعد وكل ما يليه',
  lead: 'اختر متى يكون هذا الموعد. تنتقل المواعيد التالية معه بعدد الأيام نفسه وإلى الساعة نفسها.',
  back: 'إلى الموعد',
  plan: 'ماذا يصير بكل موعد',
  choose: 'اختر وقتًا جديدًا من الأسفل. لن يُنقل شيء قبل أن ترى كل موعد هنا.',
  asking: 'يجري فحص الأوقات الجديدة…',
  failed: 'تعذّر فحص الأوقات الجديدة',
  from: 'من',
  to: 'إلى',
  alone: 'انقل هذا الموعد وحده',
  nothing: 'المواعيد في هذه الأوقات أصلًا.',
  allFit: (count) =>
    plural(count, {
      one: 'الموعد يناسب هذا الوقت.',
      two: 'الموعدان كلاهما مناسبان.',
      few: `كل المواعيد مناسبة، وعددها ${count}.`,
      other: `كل المواعيد مناسبة، وعددها ${count}.`,
    }),
  someFit: (conflicts, count) =>
    plural(conflicts, {
      one: `موعد واحد من أصل ${count} لا يناسب هذا الوقت.`,
      two: `موعدان من أصل ${count} لا يناسبان هذا الوقت.`,
      few: `${conflicts} مواعيد من أصل ${count} لا تناسب هذا الوقت.`,
      many: `${conflicts} موعدًا من أصل ${count} لا تناسب هذا الوقت.`,
      other: `${conflicts} موعد من أصل ${count} لا تناسب هذا الوقت.`,
    }),
  noneFits: 'لا يناسب هذا الوقت أيًّا من المواعيد. اختر وقتًا آخر.',
  stay: (count) =>
    plural(count, {
      one: 'يبقى موعد واحد في مكانه.',
      two: 'يبقى موعدان في مكانهما.',
      few: `تبقى ${count} مواعيد في مكانها.`,
      many: `يبقى ${count} موعدًا في مكانه.`,
      other: `يبقى ${count} موعد في مكانه.`,
    }),
  asked: 'يجب أن يؤكد الطبيب الأوقات الجديدة.',
  moveAll: (count) =>
    plural(count, { one: 'انقل الموعد', two: 'انقل الموعدين كليهما', other: `انقل ${visits(count)} كلها` }),
  movePart: (count) => `انقل ${visits(count)} واترك الباقي في مكانه`,
  changed: 'تغيّر شيء في هذه الأثناء ولم يُنقل أي موعد. هكذا يكون الحال الآن.',
  done: (count) =>
    plural(count, {
      one: 'نُقل موعد واحد',
      two: 'نُقل موعدان',
      few: `نُقلت ${count} مواعيد`,
      many: `نُقل ${count} موعدًا`,
      other: `نُقل ${count} موعد`,
    }),
  doneLead: 'من الآن فصاعدًا تسري الأوقات الجديدة وحدها.',
  doneAsked: 'من الآن فصاعدًا تسري الأوقات الجديدة وحدها. يجب أن يؤكدها الطبيب، وستصلك رسالة بذلك.',
  noSeries: 'هذا الموعد ليس جزءًا من سلسلة',
  conflicts: { 'appointment.slot_taken': 'هذا الوقت محجوز.' },
};

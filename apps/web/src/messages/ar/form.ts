import { faultIn } from '../fault.js';
import { pluralOf } from '../plural.js';
import { type form as model } from '../en/form.js';

const plural = pluralOf('ar');

const characters = (count: number): string =>
  plural(count, {
    one: 'حرف واحد',
    two: 'حرفان',
    few: `${count} أحرف`,
    many: `${count} حرفًا`,
    other: `${count} حرف`,
  });

const fault = faultIn(
  {
    tooShort: (limit) => `الحد الأدنى ${characters(Number(limit))}.`,
    tooLong: (limit) => `الحد الأقصى ${characters(Number(limit))}.`,
    tooSmall: (limit) => `أصغر قيمة هي ${limit}.`,
    tooLarge: (limit) => `أكبر قيمة هي ${limit}.`,
    common: () => 'كلمة المرور هذه من أكثر الكلمات شيوعًا. اختر غيرها.',
    ownName: () => 'يجب ألا تكون كلمة المرور اسم المستخدم أو بريدك الإلكتروني.',
    oneLine: () => 'اكتب ذلك في سطر واحد.',
  },
  'هذا غير مناسب. يُرجى مراجعة هذا الحقل.',
);

export const form: typeof model = {
  busy: 'لحظة واحدة…',
  name: 'اسمك',
  nameHint: 'الاسم الذي تناديك به العيادة.',
  username: 'اسم المستخدم',
  usernameRule: 'من 3 إلى 50 حرفًا لاتينيًا أو رقمًا أو نقطة أو شرطة، ويبدأ بحرف أو رقم.',
  login: 'اسم المستخدم أو البريد الإلكتروني',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  newPassword: 'كلمة المرور الجديدة',
  showPassword: 'إظهار كلمة المرور',
  hidePassword: 'إخفاء كلمة المرور',
  code: 'الرمز',
  codeHint: 'من تطبيق المصادقة لديك، أو أحد رموز الاسترداد',
  forgot: 'هل نسيت كلمة المرور؟',
  strength: {
    empty: '8 أحرف على الأقل. من السهل تذكّر بضع كلمات متتالية.',
    short: (missing) => `ينقص ${characters(missing)} على الأقل`,
    fair: 'طويلة بما يكفي. الأطول أقوى.',
    strong: 'جيد، هذه طويلة.',
  },
  missing: 'املأ هذا الحقل.',
  wrong: 'هذا غير مناسب.',
  tooLittle: (least) => `أصغر قيمة هي ${least}.`,
  tooMuch: (most) => `أكبر قيمة هي ${most}.`,
  noEmail: 'هذا ليس بريدًا إلكترونيًا.',
  passwordFault: fault,
  fieldFault: fault,
  faults: (count) =>
    plural(count, {
      one: 'يُرجى مراجعة ما يلي:',
      two: 'يُرجى مراجعة حقلين:',
      few: `يُرجى مراجعة ${count} حقول:`,
      many: `يُرجى مراجعة ${count} حقلًا:`,
      other: `يُرجى مراجعة ${count} حقل:`,
    }),
  tooOften: (minutes) =>
    minutes === undefined
      ? 'كان ذلك أكثر من اللازم. انتظر قليلًا ثم حاول مرة أخرى.'
      : `كان ذلك أكثر من اللازم. حاول مرة أخرى ${plural(minutes, {
          one: 'بعد دقيقة واحدة',
          two: 'بعد دقيقتين',
          few: `بعد ${minutes} دقائق`,
          many: `بعد ${minutes} دقيقة`,
          other: `بعد ${minutes} دقيقة`,
        })}.`,
};

import { pluralOf } from '../plural.js';
import { type form as model } from '../en/form.js';

const plural = pluralOf('ar');

export const characters = (count: number): string =>
  plural(count, {
    one: 'حرف واحد',
    two: 'حرفان',
    few: `${count} أحرف`,
    many: `${count} حرفًا`,
    other: `${count} حرف`,
  });

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
  meanwhile: {
    title: 'غيّر شخص آخر هذا في هذه الأثناء',
    lead: 'لم يُحفظ هذا بعد، وما كتبته لم يضِع.',
    unsaved: 'غيّر شخص آخر هذا في هذه الأثناء: لم يُحفظ بعد.',
    now: 'المحفوظ الآن',
    yours: 'ما لديك',
    stays: 'لم تغيّر هذا، فيبقى كما هو الآن.',
    saveMine: 'احفظ ما لديّ رغم ذلك',
    takeNow: 'استخدم المحفوظ الآن',
    back: 'متابعة التعديل',
    empty: 'لا شيء',
    yes: 'نعم',
    no: 'لا',
  },
};

import { type signIn as model } from '../../en/access/sign-in.js';

export const signIn: typeof model = {
  title: 'تسجيل الدخول',
  lead: 'مواعيدك ورسائلك وحسابك.',
  button: 'تسجيل الدخول',
  registerTitle: 'فتح حساب',
  registerLead: 'يستغرق ذلك دقيقة، ثم يمكنك الحجز فورًا.',
  registerButton: 'فتح الحساب',
  noAccount: 'جديد هنا؟',
  hasAccount: 'لديك حساب؟',
  endedTitle: 'تم تسجيل خروجك',
  endedLead: 'انتهت جلستك هنا أو على جهاز آخر. سجّل الدخول مرة أخرى وتابع: ما كتبته لا يزال موجودًا.',
  leave: 'المغادرة دون تسجيل الدخول',
  needed: 'سجّل الدخول لرؤية هذه الصفحة',
  forbidden: 'هذه الصفحة ليست لحسابك',
  forbiddenHint: 'لقد سجّلت الدخول، لكن ما هنا يخص عمل أشخاص آخرين. إن كان هذا خطأً فاسأل العيادة.',
  failed: 'تعذّر تحميل حسابك',
  home: 'إلى الصفحة الأولى',
};

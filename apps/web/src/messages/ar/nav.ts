import { type nav as model } from '../en/nav.js';

export const nav: typeof model = {
  main: 'القائمة الرئيسية',
  search: 'البحث عن طبيب',
  appointments: 'مواعيدي',
  today: 'اليوم',
  week: 'الأسبوع',
  availability: 'أوقات العمل',
  timeOff: 'الإجازات',
  board: 'جدول اليوم',
  patients: 'المرضى',
  waitlist: 'قائمة الانتظار',
  reports: 'التقارير',
  admin: 'الإدارة',
  account: 'الحساب',
  inbox: 'الرسائل',
  menu: (username) => `قائمة حساب \u2068${username}\u2069`,
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  language: 'اللغة',
};

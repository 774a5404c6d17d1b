import { type states as model } from '../en/states.js';

export const states: typeof model = {
  retry: 'إعادة المحاولة',
  requestId: 'رقم الطلب',
  unreachable: 'لم يستجب Docket. تحقق من اتصالك وحاول مرة أخرى.',
  offline: 'أنت غير متصل. اتصل بالإنترنت وحاول مرة أخرى.',
  refused: 'حدث خطأ من جانبنا. غالبًا ما تفيد إعادة المحاولة.',
  asOf: (time) => `غير محدّث: هكذا كان الوضع في الساعة ${time}.`,
  crashedTitle: 'توقفت هذه الصفحة عن العمل',
  crashed: 'هذا خطأ منا. عادةً ما تفيد إعادة التحميل.',
  reload: 'إعادة التحميل',
  missingPage: 'لا توجد صفحة كهذه',
  missingPageHint: 'قد يكون العنوان قديمًا أو فيه خطأ كتابي.',
  toSearch: 'البحث عن طبيب',
};

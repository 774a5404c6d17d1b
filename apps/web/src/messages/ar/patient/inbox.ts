import { type en } from '../../en/index.js';
import { pluralOf } from '../../plural.js';

const plural = pluralOf('ar');

export const inbox: typeof en.inbox = {
  title: 'الرسائل',
  lead: 'ما حدث لمواعيدك.',
  loading: 'جارٍ تحميل رسائلك…',
  failed: 'تعذّر تحميل رسائلك',
  moreFailed: 'تعذّر تحميل المزيد من الرسائل',
  more: 'عرض الرسائل الأقدم',
  none: 'لا رسائل بعد',
  noneHint: 'تُبلَّغ هنا عندما يُحجز موعد أو يُنقل أو يُلغى.',
  unread: 'جديد',
  read: 'وضع علامة مقروء',
  readOf: (title) => `وضع علامة مقروء: ${title}`,
  readAll: 'وضع علامة مقروء على الكل',
  open: 'افتح الموعد',
  openWaitlist: 'افتح العرض',
  openEntry: 'افتح الطلب',
  closeToast: 'أغلق الرسالة',
  count: (count, more) => {
    const counted = plural(count, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: `${count} رسائل جديدة`,
      many: `${count} رسالة جديدة`,
      other: `${count} رسالة جديدة`,
    });
    return more ? `${counted} أو أكثر` : counted;
  },
  newVersion: 'تتوفر نسخة أحدث من Docket.',
  newVersionButton: 'حمّلها',
};

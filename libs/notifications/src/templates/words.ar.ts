import { type Words } from './words.js';

const counted = new Intl.PluralRules('ar');
const visits: Readonly<Partial<Record<Intl.LDMLPluralRule, (count: number) => string>>> = {
  one: () => 'موعد واحد',
  two: () => 'موعدان',
  few: (count) => `${count} مواعيد`,
  many: (count) => `${count} موعدًا`,
};

export const arabic: Words = {
  direction: 'rtl',
  // The digits of phone numbers and street addresses, so that a message does not mix two kinds.
  format: 'ar-u-nu-latn',
  visit: {
    requested: {
      patient: { title: 'تم طلب الموعد', lead: 'لقد استلمنا طلبك.' },
      doctor: { title: 'طلب موعد جديد', lead: 'يطلب أحد المرضى هذا الموعد.' },
    },
    booked: {
      patient: { title: 'تم حجز الموعد', lead: 'تم حجز موعدك.' },
      doctor: { title: 'موعد جديد', lead: 'حجز أحد المرضى هذا الموعد.' },
    },
    confirmed: {
      patient: { title: 'تم تأكيد الموعد', lead: 'تم تأكيد موعدك.' },
      doctor: { title: 'تم تأكيد الموعد', lead: 'تم تأكيد هذا الموعد.' },
    },
    moved: {
      patient: { title: 'تم تغيير الموعد', lead: 'تغيّر وقت موعدك أو مكانه.' },
      doctor: { title: 'تم تغيير الموعد', lead: 'تغيّر وقت هذا الموعد أو مكانه.' },
    },
    cancelled: {
      patient: { title: 'تم إلغاء الموعد', lead: 'لن يُعقد هذا الموعد.' },
      doctor: { title: 'تم إلغاء الموعد', lead: 'لن يُعقد هذا الموعد.' },
    },
    reminder: {
      patient: { title: 'تذكير بالموعد', lead: 'نتطلع إلى زيارتك.' },
      doctor: { title: 'تذكير بموعد', lead: 'هذا الموعد قريب.' },
    },
    waitlist_offer: {
      patient: {
        title: 'أصبح هناك موعد متاح',
        lead: 'اسمك على قائمة الانتظار، ونحن نحتفظ لك بهذا الموعد.',
      },
      doctor: { title: 'تم عرض الموعد', lead: 'عُرض هذا الموعد على أحد المرضى في قائمة الانتظار.' },
    },
  },
  toBeConfirmed: 'يصبح الموعد مؤكدًا عندما يقبله الطبيب.',
  itIsNow: 'الموعد الآن: ',
  comma: '، ',
  labels: {
    when: 'الوقت',
    yourTime: 'بتوقيتك',
    clinicTime: 'بتوقيت العيادة',
    doctor: 'الطبيب',
    visit: 'الزيارة',
    place: 'المكان',
    byVideo: 'عبر الفيديو',
    heldUntil: 'محفوظ لك حتى',
  },
  open: 'عرض الموعد أو تغييره',
  offer: {
    note: 'يصبح الموعد لك عندما تقبله. وإذا لم ترد في الوقت المحدد فسيُعرض على المنتظر التالي.',
    answer: 'القبول أو الرفض',
  },
  account: {
    email_verification: {
      title: 'تأكيد عنوان بريدك الإلكتروني',
      lead: 'يرجى تأكيد أن هذا العنوان لك.',
      action: 'تأكيد العنوان',
      note: 'يعمل الرابط مرة واحدة خلال 24 ساعة. إذا لم تفتح حسابًا فتجاهل هذه الرسالة.',
    },
    password_reset: {
      title: 'تعيين كلمة مرور جديدة',
      lead: 'طُلبت كلمة مرور جديدة لحسابك.',
      action: 'تعيين كلمة مرور جديدة',
      note: 'يعمل الرابط مرة واحدة خلال 10 دقائق. إذا لم تطلب ذلك فتجاهل هذه الرسالة: لم يتغير شيء.',
    },
    invitation: {
      title: 'دعوة إلى Docket',
      lead: 'دعتك العيادة. اختر اسمًا وكلمة مرور للبدء.',
      action: 'قبول الدعوة',
      note: 'يعمل الرابط مرة واحدة خلال 7 أيام.',
    },
    claim: {
      title: 'حسابك الخاص في Docket',
      lead: 'من كان يحجز مواعيدك يسلّمها إليك الآن. اختر اسمًا وكلمة مرور للبدء.',
      action: 'فتح الحساب',
      note: 'يعمل الرابط مرة واحدة خلال 7 أيام. وحتى ذلك الحين يتابع غيرك مواعيدك.',
    },
    guardianship: {
      title: 'متابعة مواعيد شخص آخر في Docket',
      lead: 'طُلب منك أن تتابع مواعيد شخص تعتني به. سجّل الدخول للموافقة.',
      action: 'عرض الطلب',
      note: 'يعمل الرابط مرة واحدة خلال 7 أيام. إذا لم تعرف ما المقصود فتجاهل هذه الرسالة.',
    },
  },
  digest: {
    title: 'مواعيد الغد',
    lead: 'هذا ما تم حجزه ليوم الغد.',
    visits: (count) => (visits[counted.select(count)] ?? ((many: number) => `${many} موعد`))(count),
  },
  calendarTitle: (doctor) => `موعد مع ${doctor}`,
  why: 'تصلك هذه الرسالة لأن لديك حسابًا في Docket.',
  unsubscribe: 'إلغاء الاشتراك في مثل هذه الرسائل',
  unsubscribePage: {
    ask: 'هل تريد عدم تلقي مثل هذه الرسائل؟',
    action: 'إلغاء الاشتراك',
    done: 'لن تصلك مثل هذه الرسائل بعد الآن. يمكنك تغيير ذلك في التطبيق.',
  },
};

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
    unanswered: {
      patient: {
        title: 'لم يُرَدّ على الطلب',
        lead: 'لم ترد العيادة على طلبك في الوقت المناسب، لذلك لن يُعقد هذا الموعد. يُرجى حجز وقت آخر أو الاتصال بالعيادة.',
      },
      doctor: { title: 'لم يُرَدّ على الطلب', lead: 'لم يُرَدّ على هذا الطلب قبل بدايته، لذلك لن يُعقد الموعد.' },
    },
    left: {
      patient: {
        title: 'لم يعد أحد المواعيد ضمن رعايتك',
        lead: 'لم تعد تتولى مواعيد هذا المريض، ولن تصلك رسائل أخرى عن هذا الموعد.',
      },
      doctor: { title: 'تم إلغاء الموعد', lead: 'لم يعد هذا الموعد معك.' },
    },
    reminder: {
      patient: { title: 'تذكير بالموعد', lead: 'نتطلع إلى زيارتك.' },
      doctor: { title: 'تذكير بموعد', lead: 'هذا الموعد قريب.' },
    },
    awaiting_answer: {
      patient: { title: 'لم يُرَدّ على الطلب بعد', lead: 'لا يزال طلبك ينتظر رد الطبيب.' },
      doctor: {
        title: 'طلب ينتظر ردك',
        lead: 'يُرجى تأكيد هذا الموعد أو إلغاؤه. إن لم يُرَدّ عليه فسيُلغى عند حلول وقته.',
      },
    },
    location_changed: {
      patient: {
        title: 'تغيير في عيادتك',
        lead: 'حدث تغيير في المكان الذي ننتظرك فيه. ما حجزته هناك ما زال قائمًا.',
      },
      doctor: { title: 'تغيير في العيادة', lead: 'حدث تغيير في مكان هذا الموعد. ما زال الموعد قائمًا.' },
    },
    waitlist_offer: {
      patient: {
        title: 'أصبح هناك موعد متاح',
        lead: 'اسمك على قائمة الانتظار، ونحن نحتفظ لك بهذا الموعد.',
      },
      doctor: { title: 'تم عرض الموعد', lead: 'عُرض هذا الموعد على أحد المرضى في قائمة الانتظار.' },
    },
  },
  toBeConfirmed: {
    patient: 'يصبح الموعد مؤكدًا عندما يقبله الطبيب.',
    doctor: 'الموعد في انتظار تأكيدك.',
  },
  itIsNow: 'الموعد الآن: ',
  comma: '، ',
  labels: {
    when: 'الوقت',
    yourTime: 'بتوقيتك',
    clinicTime: 'بتوقيت العيادة',
    doctor: 'الطبيب',
    specialization: 'التخصص',
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
  waitEnded: {
    title: 'لم يعد اسمك على إحدى قوائم الانتظار',
    lead: 'لم يعد ممكنًا حجز ما كنت تنتظره في هذه الأيام. يمكنك الانضمام من جديد لأيام أخرى أو لطبيب آخر.',
    action: 'عرض قائمة الانتظار',
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
    email_change: {
      title: 'تأكيد عنوان بريدك الإلكتروني الجديد',
      lead: 'بناءً على طلبك تغيّر العيادة عنوان حسابك إلى هذا العنوان. يرجى تأكيد أنه لك.',
      action: 'تأكيد العنوان',
      note: 'يعمل الرابط مرة واحدة خلال 7 أيام. إذا لم تطلب ذلك فتجاهل هذه الرسالة: لن يتغير شيء.',
    },
    email_change_notice: {
      title: 'طُلب تغيير عنوان بريدك الإلكتروني',
      lead: 'طُلب من العيادة تغيير عنوان حسابك إلى عنوان آخر. ويتغير حالما يؤكَّد العنوان الجديد.',
      action: 'فتح Docket',
      note: 'إذا لم تطلب ذلك فأخبر العيادة فورًا.',
    },
  },
  place: {
    name: 'الاسم',
    address: 'العنوان',
    timeZone: 'المنطقة الزمنية',
    none: 'لا يوجد',
    otherClock: 'الأوقات مذكورة بالتوقيت الجديد للمكان.',
    // In words, because an arrow does not turn with the direction of the text around it.
    became: (before, now) => `${now} (كان: ${before})`,
  },
  reminders: {
    title: 'تذكير بالمواعيد',
    lead: 'نتطلع إلى رؤيتك. هذه المواعيد قادمة.',
  },
  digest: {
    title: 'مواعيد الغد',
    lead: 'هذا ما تم حجزه ليوم الغد.',
    visits: (count) => (visits[counted.select(count)] ?? ((many: number) => `${many} موعد`))(count),
  },
  calendarTitle: (doctor) => `موعد مع ${doctor}`,
  calendarName: 'مواعيد Docket',
  calendarReference: (id) => `الرقم المرجعي في Docket: ${id}`,
  why: 'تصلك هذه الرسالة لأن لديك حسابًا في Docket.',
  unsubscribe: 'إلغاء الاشتراك في مثل هذه الرسائل',
  unsubscribePage: {
    ask: 'هل تريد عدم تلقي مثل هذه الرسائل؟',
    action: 'إلغاء الاشتراك',
    done: 'لن تصلك مثل هذه الرسائل بعد الآن. يمكنك تغيير ذلك في التطبيق.',
  },
};

import { type app as model } from '../en/app.js';

export const app: typeof model = {
  name: 'Docket',
  title: (page) => `${page} · Docket`,
  home: 'Docket، البحث عن طبيب',
  skip: 'الانتقال إلى المحتوى',
  toDark: 'استخدام الألوان الداكنة',
  toLight: 'استخدام الألوان الفاتحة',
  offline: 'أنت غير متصل. قد يكون ما تراه قديمًا.',
};

import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const server = [
  'apps/gateway/**/*.ts',
  'apps/notifications/**/*.ts',
  'libs/**/*.ts',
  'prisma/**/*.ts',
  'ops/**/*.ts',
];

const libs = ['libs/**/*.ts'];
const apps = ['apps/gateway/**/*.ts', 'apps/notifications/**/*.ts'];
const specs = ['**/*.spec.ts'];
/** Where SQL and Prisma's queries stand, so that each is found in one kind of file */
const withSql = ['**/*.repository.ts', '**/*.sql.ts', 'libs/database/**'];

/** Libs have no clock of their own and know nothing of HTTP. */
const ofLibs = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from a Clock.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time from a Clock.',
  },
  {
    selector: 'NewExpression[callee.name=/Exception$/]',
    message: 'Libraries throw AppError; HTTP belongs to the gateway.',
  },
];

/** SQL has one idiom: `Prisma.sql` values that Database runs, so that a part of a statement looks like the whole. */
const rawTemplates = [
  {
    selector: 'TaggedTemplateExpression[tag.property.name=/^.(query|execute)Raw$/]',
    message: 'Have Database run a Prisma.sql value: rows, one, execute or write.',
  },
];

const inRepositories = 'Only *.repository.ts and *.sql.ts speak to the database.';

/** What libs/database exports for these files alone */
const sqlByName = {
  name: '#libs/database',
  importNames: [
    'Prisma',
    'isExclusionViolation',
    'isForeignKeyViolation',
    'isUniqueViolation',
    'raisedState',
  ],
  message: inRepositories,
};

/** A transaction may be passed on by every file, and used by these alone. */
const queries = [
  { selector: "MemberExpression[object.name='queries']", message: inRepositories },
  {
    selector: "MemberExpression[object.property.name='client'][object.object.property.name='database']",
    message: inRepositories,
  },
];

/** Blank lines and comments are not counted. */
const most = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'node_modules',
      'coverage',
      '.docket',
      'libs/database/src/generated',
      'apps/web/src/api/schema.d.ts',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // DTOs are plain data; they are classes only so that decorators can describe them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Nest modules are empty classes that carry a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': most(200),
      'max-lines-per-function': most(40),
      'max-params': ['error', 6],
      'no-console': 'error',
    },
  },
  {
    files: server,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read configuration through #libs/config.' },
      ],
    },
  },
  {
    files: libs,
    ignores: [...specs, 'libs/database/**'],
    rules: { 'no-restricted-syntax': ['error', ...ofLibs, ...rawTemplates] },
  },
  { files: apps, rules: { 'no-restricted-syntax': ['error', ...rawTemplates] } },
  { files: ['libs/database/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...ofLibs] } },
  {
    files: [...libs, ...apps],
    ignores: [...specs, ...withSql],
    rules: { 'no-restricted-imports': ['error', { paths: [sqlByName] }] },
  },
  {
    files: libs,
    ignores: [...specs, ...withSql],
    rules: { 'no-restricted-syntax': ['error', ...ofLibs, ...rawTemplates, ...queries] },
  },
  {
    files: apps,
    ignores: withSql,
    rules: { 'no-restricted-syntax': ['error', ...rawTemplates, ...queries] },
  },
  { files: ['libs/config/src/**/*.ts', 'test/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['prisma/**/*.ts', 'ops/**/*.{ts,mjs}', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': most(80) } },
  // Tables: of texts, and of every variable.
  {
    files: [
      'apps/web/src/messages/**/*.ts',
      'libs/notifications/src/templates/words.*.ts',
      'libs/config/src/env.ts',
    ],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['test/**/*.ts', '**/*.spec.ts', '**/*.spec.tsx'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        Buffer: 'readonly',
        URL: 'readonly',
        AbortController: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
  },
  prettier,
);

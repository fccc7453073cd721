import next from 'eslint-config-next';
import tseslint from 'typescript-eslint';
import { explainedCast } from './scripts/lint/explained-cast.mjs';

export default tseslint.config(
  {
    ignores: [
      '.next/',
      '.cache/',
      'dist/',
      'data/',
      'plugin-repository/',
      'lib/db/generated/',
      'next-env.d.ts',
      'playwright-report/',
      'test-results/',
    ],
  },
  ...next,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { offhook: { rules: { 'explained-cast': explainedCast } } },
    rules: {
      'offhook/explained-cast': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only lib/env.ts reads the environment; take the value from Env.',
        },
      ],
    },
  },
  {
    files: ['lib/env.ts', 'prisma.config.ts', 'playwright.config.ts', 'test/**', 'e2e/**', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**'], rules: { 'offhook/explained-cast': 'off' } },
);

import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

/** Node's modules by both of their names. */
const nodeModules = builtinModules.filter((name) => !name.startsWith('_')).flatMap((name) => [name, `node:${name}`]);

/** What pure code may not touch: it runs in web workers, and gives the same answer to the same question. */
const impureGlobals = [
  'process', 'Buffer', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'require', 'module', '__dirname', '__filename', 'global',
  'XMLHttpRequest', 'WebSocket', 'self', 'window', 'document', 'navigator', 'performance',
];

const pure = {
  'no-restricted-globals': ['error', ...impureGlobals.map((name) => ({ name, message: 'This code is pure: it runs in a web worker as well.' }))],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Pure code gets the date as an argument.' },
    { object: 'Math', property: 'random', message: 'Pure code gives the same answer to the same question.' },
  ],
  'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pure code gets the date as an argument.' }],
};

/** Forbids imports of the given parts of server/src (or of client), of packages and of Node's modules. See test/unit/architecture.test.ts, which walks the resolved imports. */
function walls({ parts = [], packages = [], node = false, message }) {
  return {
    'no-restricted-imports': [
      'error',
      {
        paths: [...packages, ...(node ? nodeModules : [])].map((name) => ({ name, message })),
        patterns: [
          ...(parts.length > 0 ? [{ regex: `(^|/)\\.\\./(${parts.join('|')})(/|$)`, message }] : []),
          ...packages.map((name) => ({ group: [`${name}/*`], message })),
        ],
      },
    ],
  };
}

const editor = ['vscode', 'vscode-languageserver', 'vscode-languageclient'];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'out/', '.cache/', 'test/engine/fixture/', 'examples/image/', '**/*.d.ts'] },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: {
      eqeqeq: ['error', 'always'],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'prefer-const': 'error',
      'no-var': 'error',
      'no-unreachable': 'error',
      // A scope that walks up its parents starts at itself.
      '@typescript-eslint/no-this-alias': 'off',
      // The compiler reports these, with fewer false alarms.
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    // A list of rules erases the type of each rule's options, which goes in and comes out: `unknown` would fit neither way.
    files: ['server/src/lint/rule.ts', 'server/src/lint/lint.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    // Results go to the connection or the log channel; standard output belongs to the protocol.
    files: ['client/src/**/*.ts', 'server/src/**/*.ts'],
    ignores: ['server/src/cli/**', 'server/src/main-cli.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['server/src/lint/**/*.ts'],
    rules: {
      ...pure,
      'no-restricted-globals': [...pure['no-restricted-globals'], { name: 'WeakMap', message: 'Use once of lint/text/once.ts, which says why.' }],
      ...walls({ parts: ['scan', 'report', 'lsp', 'cli', 'protocol', 'files', 'client'], packages: editor, node: true, message: 'lint takes text and gives findings; it imports nothing else of ours, and nothing that does I/O.' }),
    },
  },
  {
    files: ['server/src/scan/**/*.ts'],
    rules: walls({ parts: ['lsp', 'cli', 'report', 'protocol', 'client'], packages: editor, message: 'A scan knows neither editor nor command line.' }),
  },
  {
    files: ['server/src/scan/attribute/**/*.ts'],
    rules: {
      ...pure,
      ...walls({
        parts: ['lsp', 'cli', 'report', 'protocol', 'client', 'files', 'sources', 'layers', 'packages', 'advisories', 'checks'], packages: editor, node: true,
        message: 'Attribution is a pure function of layers, history and Dockerfile.',
      }),
    },
  },
  {
    files: ['server/src/report/**/*.ts'],
    rules: walls({ parts: ['lsp', 'cli', 'protocol', 'client'], packages: editor, message: 'A report is a pure function of findings and scan results.' }),
  },
  {
    files: ['server/src/protocol/**/*.ts'],
    rules: { ...pure, ...walls({ parts: ['lint', 'scan', 'report', 'lsp', 'cli', 'files', 'client'], packages: editor, node: true, message: 'The protocol is types and constants only.' }) },
  },
  {
    files: ['client/src/**/*.ts'],
    rules: walls({ parts: ['lint', 'scan', 'report', 'lsp', 'cli', 'files'], message: 'The client knows the server by server/src/protocol only.' }),
  },
  {
    // The compiler does not see these.
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['AbortSignal', 'Buffer', 'URL', 'clearTimeout', 'console', 'fetch', 'performance', 'process', 'setTimeout', 'module', 'require', 'describe', 'it', 'before', 'after', 'beforeEach', 'afterEach'].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);

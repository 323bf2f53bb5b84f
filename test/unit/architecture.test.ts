import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '..', '..');

/**
 * The arrows between the parts. `mayImport` holds folders (or modules) of ours; a part may always import from itself. `node` and `packages` say which
 * modules from outside it may have; absent: any. Type-only imports count too: an arrow is an arrow.
 */
const parts: readonly { readonly part: string; readonly mayImport: readonly string[]; readonly node?: readonly string[]; readonly packages?: readonly string[] }[] = [
  { part: 'server/src/lint', mayImport: [], node: [], packages: ['dockerfile-ast', 'dockerfile-utils', 'jsonc-parser', 'semver', 'unbash', 'vscode-languageserver-textdocument', 'vscode-languageserver-types', 'yaml'] },
  { part: 'server/src/scan/attribute', mayImport: ['server/src/lint', 'server/src/scan/types'], node: [], packages: [] },
  { part: 'server/src/scan', mayImport: ['server/src/lint'] },
  { part: 'server/src/report', mayImport: ['server/src/lint', 'server/src/scan'], packages: ['sarif'] },
  { part: 'server/src/protocol', mayImport: [], node: [], packages: [] },
  { part: 'client/src', mayImport: ['server/src/protocol'] },
  // The version is told from package.json.
  { part: 'server/src', mayImport: ['package.json'] },
];

const editorPackages = ['vscode', 'vscode-languageserver', 'vscode-languageclient'];
/** Only these parts speak to an editor. */
const editorParts = ['client/src', 'server/src/lsp', 'server/src/main-lsp.ts', 'server/src/main-browser.ts'];

interface Import {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
}

function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      found.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, specifier: specifier.text });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node, node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal);
    if (ts.isExternalModuleReference(node)) add(node, node.expression);
    if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')) add(node, node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Says why an import breaks a wall, or undefined. Paths are relative to the checkout, with slashes. */
function violation({ file, specifier }: Import): string | undefined {
  const part = parts.find((each) => isBelow(file, each.part))!;
  if (specifier.startsWith('.')) {
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
    return [part.part, ...part.mayImport].some((allowed) => isBelow(target, allowed)) ? undefined : `${part.part} may not import ${target}`;
  }
  const name = packageOf(specifier);
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return part.node === undefined || part.node.includes(specifier) ? undefined : `${part.part} may not import Node's ${specifier}`;
  }
  if (editorPackages.includes(name) && !editorParts.some((allowed) => isBelow(file, allowed))) {
    return `${file} may not import ${name}: only ${editorParts.join(', ')} speak to an editor`;
  }
  return part.packages === undefined || part.packages.includes(name) ? undefined : `${part.part} may not import the package ${name}`;
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function sourceFiles(): string[] {
  return ['client/src', 'server/src'].filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))),
  );
}

describe('architecture', () => {
  const all = sourceFiles().flatMap((file) => importsOf(file, readFileSync(path.join(root, file), 'utf8')));

  it('keeps every import on its side of the walls', () => {
    assert.ok(all.length > 100, `only ${all.length} imports found: the walk is broken`);
    const broken = all.flatMap((each) => {
      const why = violation(each);
      return why === undefined ? [] : [`${each.file}:${each.line}: ${why}`];
    });
    assert.deepEqual(broken, []);
  });

  it('keeps the rules of the linter out of the worker that scans', async () => {
    const { metafile } = await build({ absWorkingDir: root, entryPoints: ['server/src/main-worker.ts'], bundle: true, platform: 'node', format: 'cjs', outdir: 'out', external: ['vscode'], metafile: true, write: false, logLevel: 'silent' });
    const files = Object.keys(metafile.inputs);
    assert.ok(files.includes('server/src/scan/scan.ts'));
    assert.deepEqual(files.filter((file) => /^server\/src\/lint\/(?:lint\.ts|rules\/)/.test(file)), []);
  }).timeout(30_000);

  it('resolves every relative import', () => {
    const missing = all
      .filter((each) => each.specifier.startsWith('.'))
      .filter((each) => {
        const target = path.join(root, path.dirname(each.file), each.specifier);
        return !['.ts', '/index.ts', ''].some((suffix) => existsSync(target + suffix) && statSync(target + suffix).isFile());
      })
      .map((each) => `${each.file}:${each.line}: ${each.specifier}`);
    assert.deepEqual(missing, []);
  });

  it('would notice each kind of import that breaks a wall', () => {
    const cases: readonly (readonly [file: string, text: string])[] = [
      ['server/src/lint/rules/dockerfile/x.ts', `import fs from 'node:fs';`],
      ['server/src/lint/rules/dockerfile/x.ts', `import { a } from 'child_process';`],
      ['server/src/lint/x.ts', `export { a } from '../scan/types';`],
      ['server/src/lint/x.ts', `type A = import('../protocol').A;`],
      ['server/src/lint/x.ts', `import { Connection } from 'vscode-languageserver';`],
      ['server/src/scan/sources/x.ts', `import('../../lsp/server');`],
      ['server/src/scan/x.ts', `import { a } from 'vscode-languageserver/node';`],
      ['server/src/scan/attribute/x.ts', `import { a } from '../layers/tar';`],
      ['server/src/scan/attribute/x.ts', `const zlib = require('zlib');`],
      ['server/src/report/x.ts', `import { a } from '../cli/main';`],
      ['server/src/protocol/x.ts', `import type { Finding } from '../lint/finding';`],
      ['client/src/features/x.ts', `import type { Finding } from '../../../server/src/lint/finding';`],
      ['server/src/cli/x.ts', `import * as vscode from 'vscode';`],
    ];
    for (const [file, text] of cases) {
      const found = importsOf(file, text);
      assert.equal(found.length, 1, text);
      assert.notEqual(violation(found[0]), undefined, `${file}: ${text}`);
    }
  });

  it('lets the arrows through', () => {
    const cases: readonly (readonly [file: string, text: string])[] = [
      ['server/src/lint/rules/dockerfile/x.ts', `import { a } from '../../dockerfile/model';`],
      ['server/src/scan/attribute/x.ts', `import { a } from '../../lint/dockerfile/parse';`],
      ['server/src/lsp/x.ts', `import { a } from '../scan/scan';`],
      ['client/src/x.ts', `import * as vscode from 'vscode';`],
      ['client/src/x.ts', `import { scan } from '../../server/src/protocol';`],
    ];
    for (const [file, text] of cases) {
      assert.equal(violation(importsOf(file, text)[0]), undefined, `${file}: ${text}`);
    }
  });
});

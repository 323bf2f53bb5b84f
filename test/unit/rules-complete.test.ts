/** What every rule must have, in one place. Each failure says which rule and what to do. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { findRuleFiles, type RuleFile } from '../../scripts/generate/rule-files';
import type { Finding } from '../../server/src/lint/finding';
import { lint, type LintOptions } from '../../server/src/lint/lint';
import type { Rule, RuleMeta } from '../../server/src/lint/rule';
import { rules } from '../../server/src/lint/rules/registry';
import { defaultSettings } from '../../server/src/lint/settings/model';
import { imageRules } from '../../server/src/scan/checks/registry';
import { advisoriesOn, vulnerability } from '../helpers/versions';
import { workspaceOf } from '../helpers/workspace';
import knownIds from './known-ids.json';

const root = join(__dirname, '../..');

/** What the examples of these rules need besides the document. */
const surroundings: Readonly<Record<string, Partial<LintOptions['settings']>>> = {
  'untrusted-registry': { trustedRegistries: ['docker.io'] },
  'untrusted-service-registry': { trustedRegistries: ['docker.io'] },
  'missing-secret-mount': { rules: { 'missing-secret-mount': { options: { mounts: ['pip: id=pipconf,target=/root/.config/pip/pip.conf'] } } } },
};

/** What is known of the versions in the examples. */
const versions = advisoriesOn({ 'PyPI django 3.2.1': { vulnerabilities: [vulnerability('CVE-2022-28346', 'critical')], safeVersion: '3.2.25' } });

function findings(rule: Rule, kind: 'bad' | 'good', options: Pick<LintOptions, 'settings' | 'rules'>): Finding[] {
  const beside = rule.docs.beside?.[kind];
  const name = { dockerfile: 'Dockerfile', compose: 'compose.yaml', dockerignore: '.dockerignore', daemon: 'daemon.json' }[rule.target];
  // Examples with files of the build context are about those: what builds them stands elsewhere.
  const known = Object.keys(beside ?? {}).every(path => /\.ya?ml$|Dockerfile$/.test(path));
  const workspace = beside ? { workspace: workspaceOf({ [name]: rule.docs[kind], ...beside }, { known }) } : {};
  return lint({ uri: `file:///project/${name}`, target: rule.target, text: rule.docs[kind] }, { today: '2026-11-24', versions, ...workspace, ...options });
}

function settingsFor(rule: Rule): LintOptions['settings'] {
  return { ...defaultSettings, preset: 'all', ...surroundings[rule.name] };
}

describe('rules', () => {
  const { files } = findRuleFiles(root);
  const all: readonly RuleMeta[] = [...rules, ...imageRules];
  const byName = new Map(all.map(rule => [rule.name, rule]));

  it('are all registered, under the names of their files', () => {
    assert.deepEqual([...byName.keys()].sort(), files.map(file => file.name).sort(), 'the name of a rule is that of its file; run "npm run generate"');
    assert.equal(byName.size, all.length, 'two rules have one name');
  });

  for (const file of files) {
    describe(file.name, () => {
      const rule = byName.get(file.name)!;
      it('has a name that reads well in settings and comments', () => {
        assert.match(rule.name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        assert.equal(rule.target, file.target, 'the directory is that of the target');
        assert.match(rule.since, /^\d+\.\d+\.\d+$/);
      });
      it('has a test', () => {
        const path = file.target === 'image' ? `test/scan/checks/${file.name}.test.ts` : `test/rules/${file.target}/${file.name}.test.ts`;
        assert.ok(existsSync(join(root, path)), `write ${path}`);
      });
      it('has documentation', () => checkDocs(rule));
      it('uses every message it has, with whole sentences', () => checkMessages(rule, file));
      it('names ids that other tools have', () => checkSources(rule));
      const documentRule = rules.find(candidate => candidate === rule);
      if (!documentRule) {
        // What is found in a built image, its own test says.
        it('has examples of which no rule of the default preset says that they are wrong otherwise', () => {
          const found = (text: string): string[] => lint({ uri: 'file:///project/Dockerfile', target: 'dockerfile', text }, { today: '2026-11-24', settings: defaultSettings }).map(finding => finding.rule);
          const toldBy = imageRules.find(each => each === rule)?.toldBy ?? [];
          assert.deepEqual(found(rule.docs.good), []);
          assert.deepEqual(found(rule.docs.bad).filter(name => !toldBy.includes(name)), []);
          for (const name of toldBy) assert.ok(byName.has(name), `toldBy names "${name}", which is no rule`);
        });
        return;
      }
      it('reports its bad example once, and offers the fix it declares', () => {
        const found = findings(documentRule, 'bad', { settings: settingsFor(documentRule), rules: [documentRule] });
        assert.equal(found.length, 1, `docs.bad must yield one finding: ${JSON.stringify(found.map(finding => finding.message))}`);
        const offered = found[0]!.fixes.map(fix => fix.applicability);
        assert.equal(rule.fix, offered.includes('safe') ? 'safe' : offered.includes('unsafe') ? 'unsafe' : 'none', 'the fix in the meta is the best that docs.bad is offered');
      });
      it('reports nothing in its good example, nor does any rule of the default preset', () => {
        const own = findings(documentRule, 'good', { settings: settingsFor(documentRule), rules: [documentRule] });
        const others = findings(documentRule, 'good', { settings: defaultSettings });
        assert.deepEqual([...own, ...others].map(finding => `${finding.rule}: ${finding.message}`), []);
      });
    });
  }
});

function checkDocs({ docs, options }: RuleMeta): void {
  for (const key of ['what', 'why'] as const) {
    assert.match(docs[key], /^\S[^]*[.?!:)`]$/u, `docs.${key} is whole sentences`);
    assert.ok(!/TODO|FIXME|XXX/.test(docs[key]), `docs.${key} is finished`);
  }
  assert.ok(docs.why.length > docs.what.length / 2 && docs.why !== docs.what, 'docs.why says more than docs.what');
  if (docs.exceptions !== undefined) assert.match(docs.exceptions, /[.?!)`]$/, 'docs.exceptions is whole sentences');
  assert.notEqual(docs.bad.trim(), '', 'docs.bad is a whole file');
  assert.notEqual(docs.good.trim(), '', 'docs.good is a whole file');
  for (const [name, option] of Object.entries(options ?? {})) assert.match(option.description, /\.$/, `the description of the option ${name} is a sentence`);
}

function checkMessages(rule: RuleMeta, file: RuleFile): void {
  // Where a key is declared it has no quotes.
  const source = withImports(join(root, file.path));
  const keys = Object.keys(rule.messages);
  assert.notEqual(keys.length, 0);
  for (const key of keys) assert.ok(new RegExp(`['"]${key}['"]`).test(source), `messages.${key} is never used`);
  for (const [key, text] of Object.entries(rule.messages)) assert.match(text, /^\S[^]*[.?!…}]$/u, `messages.${key} is whole sentences`);
}

/** The text of a rule file and of what it shares with its neighbours, which may choose among its messages. */
function withImports(path: string): string {
  const source = readFileSync(path, 'utf8');
  const imported = [...source.matchAll(/from '(\.[^']+)'/g)].map(match => join(dirname(path), `${match[1]}.ts`)).filter(existsSync);
  return [source, ...imported.map(each => readFileSync(each, 'utf8'))].join('\n');
}

function checkSources({ sources }: RuleMeta): void {
  for (const [tool, ids] of Object.entries(sources)) {
    assert.notEqual(ids.length, 0, `sources.${tool} is empty: leave it out`);
    assert.equal(new Set(ids).size, ids.length, `sources.${tool} names an id twice`);
    const known: readonly string[] = (knownIds as Record<string, string[]>)[tool] ?? [];
    for (const id of ids) assert.ok(known.includes(id), `sources.${tool}: ${tool} has no "${id}"`);
  }
}

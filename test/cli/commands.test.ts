import assert from 'node:assert/strict';

import { version } from '../../package.json';
import { rules } from '../../server/src/lint/rules/registry';
import { imageRules } from '../../server/src/scan/checks/registry';
import { Workplace } from './plimsoll';

describe('plimsoll', function () {
  this.timeout(60_000);
  const place = new Workplace();
  after(() => place.remove());

  const fine = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await place.run(args);
    assert.equal(status, 0, err);
    assert.equal(err, '');
    return out;
  };
  const refused = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await place.run(args);
    assert.equal(status, 2);
    assert.equal(out, '');
    return err;
  };

  it('says what it is and what it can', async () => {
    assert.equal(await fine('--version'), `${version}\n`);
    const help = await fine('--help');
    for (const name of ['lint', 'scan', 'db', 'rules', 'explain', 'migrate', 'verify', 'lsp']) {
      assert.match(help, new RegExp(`^  ${name} `, 'm'));
      const own = await fine(name, '--help');
      assert.match(own, new RegExp(`^Usage: plimsoll ${name} `));
      assert.equal(await fine('help', name), own);
    }
  });

  it('refuses what it does not know', async () => {
    assert.match(await refused(), /Name a command/);
    assert.match(await refused('lnt'), /There is no command "lnt"\. Did you mean "lint"\?\nTry "plimsoll --help"/);
    assert.match(await refused('--lint'), /There is no option --lint before a command/);
    assert.match(await refused('constructor'), /There is no command "constructor"/);
    assert.match(await refused('rules', 'x'), /"x" is not expected here/);
    assert.match(await refused('lsp'), /plimsoll lsp --stdio/);
  });

  describe('rules', () => {
    it('lists the meta of every rule as JSON', async () => {
      const listed = JSON.parse(await fine('rules', '--format', 'json')) as { name: string; presets: string[]; fix: string; sources: object }[];
      assert.deepEqual(listed.map(rule => rule.name), [...rules, ...imageRules].map(rule => rule.name));
      for (const rule of listed) assert.ok(['safe', 'unsafe', 'none'].includes(rule.fix) && rule.presets.includes('all') && typeof rule.sources === 'object', rule.name);
      assert.deepEqual(Object.keys(listed[0]!).sort(), ['category', 'description', 'fix', 'messages', 'name', 'options', 'presets', 'severity', 'since', 'sources', 'target', 'url']);
      assert.deepEqual(listed.find(rule => rule.name === 'unpinned-digest')?.presets, rules.find(rule => rule.name === 'unpinned-digest')?.preset === 'all' ? ['all'] : ['strict', 'all']);
    });
    it('lists them for people', async () => {
      const text = await fine('rules');
      for (const rule of rules) assert.match(text, new RegExp(`^  ${rule.name} `, 'm'));
    });
  });

  describe('explain', () => {
    it('prints the documentation of a rule, also under the ids of other tools', async () => {
      const text = await fine('explain', 'latest-tag');
      const rule = rules.find(each => each.name === 'latest-tag')!;
      assert.match(text, /^latest-tag\n/);
      assert.ok(text.replace(/\s+/g, ' ').includes(rule.docs.why.replace(/\s+/g, ' ').replace(/`/g, '')), text);
      assert.ok(text.includes(`    ${rule.docs.bad.trim().split('\n')[0]}`), text);
      assert.equal(await fine('explain', 'DL3007'), text);
      assert.match(await fine('explain', 'SC2086'), /^shellcheck\/SC2086: https:\/\/www\.shellcheck\.net\/wiki\/SC2086\n$/);
    });
    it('prints that of a rule for images, and of all that an id stands for', async () => {
      assert.match(await fine('explain', 'private-key-in-image'), /^private-key-in-image\n[^]*Checks: built image/);
      assert.match(await fine('explain', 'CIS-DI-0008'), /^setuid-bit\n[^]*^setuid-program-added\n/m);
    });
    it('refuses what is no rule', async () => {
      assert.match(await refused('explain', 'latest-tga'), /There is no rule "latest-tga"\. Did you mean "latest-tag"\?/);
      assert.match(await refused('explain'), /Name a rule or a vulnerability/);
      assert.match(await refused('explain', 'a', 'b'), /"b" is too many/);
    });
  });

  it('lsp speaks the protocol over standard input and output', async () => {
    const message = (body: object): string => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...body });
      return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    };
    const input = [
      message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }), message({ method: 'initialized', params: {} }), message({ id: 2, method: 'shutdown' }), message({ method: 'exit' }),
    ].join('');
    const { status, out } = await place.run(['lsp', '--stdio'], { input, keepsInputOpen: true });
    assert.equal(status, 0);
    assert.match(out, /"id":1,"result":\{"capabilities":/);
  });
});

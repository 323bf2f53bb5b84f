/** Damaged daemon.json files: whatever a text is, it is linted without a throw, with ranges inside the document, and fixes leave JSON where there was JSON and come to an end. */
import assert from 'node:assert/strict';
import { parseDaemon } from '../../server/src/lint/daemon/parse';
import { fixDocument } from '../../server/src/lint/fix';
import type { Applicability } from '../../server/src/lint/finding';
import { lint } from '../../server/src/lint/lint';
import type { LintDocument } from '../../server/src/lint/document';
import type { LintOptions } from '../../server/src/lint/lint';
import { rules } from '../../server/src/lint/rules/registry';
import { defaultSettings } from '../../server/src/lint/settings/model';
import { checkRanges, damaged } from '../helpers/damage';
import { randomFrom } from '../helpers/random';
import type { Random } from '../helpers/random';

const options: LintOptions = { settings: { ...defaultSettings, preset: 'all' }, today: '2026-11-24', rules: rules.filter((rule) => rule.target === 'daemon') };
const uri = 'file:///project/daemon.json';
const documentOf = (text: string): LintDocument => ({ uri, target: 'daemon', text });

/** One file with something for most rules. */
const sample = `{
  "hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2375", "http://x"],
  "tlsverify": false,
  "insecure-registries": ["a.example.org:5000", "0.0.0.0/0", "localhost"],
  "insecure-registry": ["b"],
  "registry-mirrors": ["http://mirror.example.org", "mirror"],
  "icc": true, "icc": false,
  "iptables": false,
  "ip": "0.0.0.0",
  "debug": "true",
  "log-level": "warning",
  "experimental": true,
  "storage-driver": "aufs",
  "storage-opts": ["dm.basesize=10G"],
  "log-driver": "json-file",
  "log-opts": { "max-file": 3, "compress": "true", "max-filee": "1", "labels": "a" },
  "default-ulimits": { "nofile": { "Name": "nofile", "Hard": -1, "Soft": 64000 } },
  "default-address-pools": [{ "base": "172.30.0.0/16", "size": 24 }],
  "features": { "buildkit": false },
  "builder": { "gc": { "enabled": true }, "entitlements": { "security-insecure": true } },
  "proxies": { "http-proxy": "http://me:tr0ub4dor@proxy:3128" },
  "graph": "/srv/docker",
  "host-gateway-ip": "10.0.0.1",
  "group": "users",
  "metrics-addr": ":9323",
  "default-runtime": "nvidia",
  "runtimes": { "other": { "path": "/usr/bin/x" } },
  "seccomp-profile": "unconfined",
  "bridge": "br0",
  "ipv6": true, "ip6tables": false,
  "cri-containerd": true,
  "live-restore": null
}
`;

function checkText(text: string): void {
  checkRanges(lint(documentOf(text), options), text);
}

function isJson(text: string): boolean {
  const json = text.replace(/^\ufeff/, '');
  if (/^[ \t\r\n]*$/.test(json)) return true;
  try {
    const value: unknown = JSON.parse(json);
    return value === null || (typeof value === 'object' && !Array.isArray(value));
  } catch {
    return false;
  }
}

function checkFixes(text: string): void {
  for (const applicability of ['safe', 'unsafe'] satisfies Applicability[]) {
    const result = fixDocument(documentOf(text), options, applicability);
    assert.ok(result.settled, `the fixes do not come to an end\n${text}\n----\n${result.text}`);
    if (isJson(text)) assert.ok(isJson(result.text), `the fixes broke the file\n${text}\n----\n${result.text}`);
    if (isJson(text)) assert.ok(refusals(result.text) <= refusals(text), `dockerd would start before, and does not after\n${text}\n----\n${result.text}`);
    assert.equal(fixDocument(documentOf(result.text), options, applicability).text, result.text);
  }
}

/** Findings of what keeps dockerd from starting. */
function refusals(text: string): number {
  const names = ['conflicting-daemon-keys', 'unknown-daemon-key', 'removed-daemon-key', 'wrong-daemon-value-type', 'invalid-daemon-value', 'undefined-default-runtime'];
  return lint(documentOf(text), options).filter(({ rule, severity }) => names.includes(rule) && severity === 'error').length;
}

/** The parser says what JSON is just as the language does. */
function checkErrors(text: string): void {
  // It looks like a template, of which nothing is known.
  if (/\{\{|\$\{/.test(text)) return;
  assert.equal(parseDaemon(text, uri).errors.length === 0, isJson(text), text);
}

const pieces = [
  '\n', '\r\n', '\r', '\t', ' ', ':', ',', ', ', '{', '}', '[', ']', '"', "'", '\\', '\\u12', '\\"', '//', '/* */', '/*', '#', '\u0000', '\uFEFF', '\u2028', '\u{1F6A2}', 'null', 'true', 'false', '1', '-', '.', '1e9', '0x1', 'NaN',
  '"icc": true,', '"hosts": "tcp://",', '"a": {', '"log-opts": null,', '"tls": true,', '"ip": "${IP}",', '"$X", ',
];

function mutate(text: string, random: Random): string {
  return damaged(text, random, pieces, (lines) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
  });
}

/** Objects of keys and values that dockerd knows, in some layout: what fixes work on. */
function randomSettings(random: Random): string {
  const members = sample.trim().slice(1, -1).split('\n').map((line) => line.trim().replace(/,$/, '')).filter((line) => line !== '');
  const chosen = members.filter(() => random.below(3) === 0);
  const eol = ['\n', '\r\n', ' ', ''][random.below(4)]!;
  const indent = eol.endsWith('\n') ? ['', '  ', '\t', '    '][random.below(4)]! : '';
  const mark = random.below(8) === 0 ? '\ufeff' : '';
  return `${mark}{${eol}${chosen.map((member) => indent + member).join(`,${eol}`)}${eol}}${random.below(2) === 0 ? eol : ''}`;
}

describe('damaged daemon.json files', () => {
  it('are linted wherever they end', () => {
    for (let length = 0; length <= sample.length; length++) {
      checkText(sample.slice(0, length));
      checkErrors(sample.slice(0, length));
    }
  });

  it('are linted and mended without any one line', () => {
    const lines = sample.split('\n');
    for (let i = 0; i < lines.length; i++) {
      const text = [...lines.slice(0, i), ...lines.slice(i + 1)].join('\n');
      checkText(text);
      checkFixes(text);
    }
  });

  it('are linted after random changes', () => {
    const random = randomFrom(2375);
    for (let round = 0; round < 1500; round++) {
      const text = mutate(sample, random);
      checkText(text);
      checkErrors(text);
      if (round % 10 === 0) checkFixes(text);
    }
  });

  it('stay JSON in every layout when all is mended', () => {
    const random = randomFrom(2376);
    for (let round = 0; round < 250; round++) {
      const text = randomSettings(random);
      assert.ok(isJson(text), text);
      checkText(text);
      checkFixes(text);
    }
  });
});

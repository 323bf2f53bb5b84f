/** Damaged Compose files: whatever a text is, it is linted without a throw, with ranges inside the document, and fixes that leave a readable file and come to an end. */
import assert from 'node:assert/strict';
import { parseCompose } from '../../server/src/lint/compose/parse';
import { fixDocument } from '../../server/src/lint/fix';
import { lint } from '../../server/src/lint/lint';
import type { LintDocument } from '../../server/src/lint/document';
import type { LintOptions } from '../../server/src/lint/lint';
import { rules } from '../../server/src/lint/rules/registry';
import { defaultSettings } from '../../server/src/lint/settings/model';
import { checkRanges, damaged } from '../helpers/damage';
import { randomFrom } from '../helpers/random';
import type { Random } from '../helpers/random';

const options: LintOptions = { settings: { ...defaultSettings, preset: 'all' }, today: '2026-11-24', rules: rules.filter((r) => r.target === 'compose') };
const documentOf = (text: string): LintDocument => ({ uri: 'file:///project/compose.yaml', target: 'compose', text });

/** One file with most of what the rules look at, in block and flow style. */
const sample = `# sample
version: "3.8"
x-base: &base
  restart: on-failure
  security_opt: [seccomp=unconfined]
  environment: &env
    LOG_LEVEL: info
services:
  web: # front
    <<: *base
    image: "nginx:\${TAG:-latest}"
    privileged: true
    network_mode: host
    ports:
      - 8080:80
      - "0.0.0.0:5432:5432/tcp"
      - target: 6379
        published: 6379
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
      - type: bind
        source: /etc
        target: /host
        bind: { propagation: rshared }
      - data:/data
    cap_add: [SYS_ADMIN, NET_ADMIN]
    devices:
      - /dev/sda:/dev/sda
    healthcheck:
      disable: true
    deploy:
      resources:
        limits:
          memory: 512
  api: { build: { context: ., privileged: true, args: [API_TOKEN=abc] }, user: root, tmpfs: ["/tmp:exec"], logging: { driver: none } }
  worker:
    extends: { service: web }
    container_name: my worker
    depends_on: [api, nothing]
    environment:
      - DB_PASSWORD=hunter2
      - "URL=postgres://u:secret@db/x"
      - OTHER=\${OTHER:?}
    mem_limit: 0
    command: |
      echo $$HOME
      # no comment
volumes:
  data:
    driver_opts: { device: /srv, o: bind }
`;

function checkText(text: string): void {
  checkRanges(lint(documentOf(text), options), text);
}

/** Fixes may only make a file better: no error that was not there, no endless changes. */
function checkFixes(text: string): void {
  const errors = (t: string): string[] => parseCompose(t, 'file:///project/compose.yaml').errors.map((e) => e.message);
  const result = fixDocument(documentOf(text), options, 'unsafe');
  assert.ok(result.settled, `the fixes do not come to an end\n${text}\n----\n${result.text}`);
  const before = errors(text);
  const fresh = errors(result.text).filter((e) => !before.includes(e));
  assert.deepEqual(fresh, [], `the fixes broke the file\n${text}\n----\n${result.text}`);
  assert.equal(fixDocument(documentOf(result.text), options, 'unsafe').text, result.text);
}

const pieces = [
  '\n', '\r\n', '\t', ' ', '  ', ':', ': ', '-', '- ', '{', '}', '[', ']', ',', '"', "'", '#', '$', '${', '}', '&a ', '*a', '*base', '<<: *base\n', '|', '>', '---\n', '...\n', '!reset ', '!override ', '? ', '\u0000', '\uFEFF',
  '\u{1F6A2}', 'services:\n', '  web:\n', '    image: x\n', 'privileged: true', '${A:-${B:-c}}', '80:80', '~', 'null', '%YAML 1.1\n', '\\', '\u2028', 'extends: web\n',
];

function mutate(text: string, random: Random): string {
  return damaged(text, random, pieces, (lines) => {
    const line = random.below(lines.length);
    lines[line] = `${' '.repeat(random.below(6))}${lines[line]!.trimStart()}`;
  });
}

describe('damaged Compose files', () => {
  it('are linted wherever they end', () => {
    for (let length = 0; length <= sample.length; length += 2) checkText(sample.slice(0, length));
  });

  it('are linted without any one line', () => {
    const lines = sample.split('\n');
    for (let i = 0; i < lines.length; i++) {
      const text = [...lines.slice(0, i), ...lines.slice(i + 1)].join('\n');
      checkText(text);
      checkFixes(text);
    }
  });

  it('are linted after random changes', () => {
    const random = randomFrom(20261124);
    for (let i = 0; i < 600; i++) checkText(mutate(sample, random));
  });

  it('are fixed after random changes', () => {
    const random = randomFrom(42);
    for (let i = 0; i < 120; i++) checkFixes(mutate(sample, random));
  });

  it('are linted with the line breaks of Windows', () => {
    const text = sample.replace(/\n/g, '\r\n');
    checkText(text);
    checkFixes(text);
    assert.ok(!/[^\r]\n/.test(fixDocument(documentOf(text), options, 'unsafe').text), 'a fix brings another line break');
  });
});

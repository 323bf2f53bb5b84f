import assert from 'node:assert/strict';

import { migrateCheckov } from '../../../../server/src/cli/migrate/checkov';
import { combine } from '../../../../server/src/cli/migrate/combine';
import { migrateHadolint } from '../../../../server/src/cli/migrate/hadolint';
import { migrateTally } from '../../../../server/src/cli/migrate/tally';
import { readToml } from '../../../../server/src/cli/migrate/toml';
import { migrateTrivyIgnore, migrateTrivyIgnoreYaml } from '../../../../server/src/cli/migrate/trivy';
import type { ForeignConfig, MigrationContext } from '../../../../server/src/cli/migrate/wanted';
import { writePlan } from '../../../../server/src/cli/migrate/write';
import { ruleNames } from '../../../../server/src/lint/settings/rule-names';

const context: MigrationContext = { names: ruleNames(), today: '2026-11-24' };

/** The lines of the file that one configuration becomes, without the header. */
function yaml({ wanted }: ForeignConfig): string[] {
  const { plan } = combine([{ shown: 'x', wanted }], context.names);
  const written = writePlan(plan, undefined, 'x', context.names);
  assert.ok('text' in written);
  return written.text.trimEnd().split('\n').slice(1);
}

/** `line:column message`, as a user sees them. */
const told = (notes: ForeignConfig['notes']): string[] => notes.map(({ at, message }) => `${at.line + 1}:${at.character + 1} ${message}`);

describe('migration of .hadolint.yaml', () => {
  it('carries over what is ignored and overridden, the registries and the threshold', () => {
    const config = migrateHadolint(
      'ignored:\n  - DL3008\n  - sc2086\noverride:\n  error: [DL3002]\n  style:\n    - DL3008\ntrustedRegistries: [docker.io, ghcr.io]\nfailure-threshold: style\ndisable-ignore-pragma: true\n', context,
    );
    assert.deepEqual(yaml(config), [
      'trustedRegistries: [docker.io, ghcr.io]', 'failOn: hint', 'inlineIgnores: false', 'rules:', '  apt-unpinned: off # DL3008', '  root-user: error # DL3002', '  shellcheck/SC2086: off',
    ]);
    assert.deepEqual([config.notes, config.errors], [[], []]);
  });
  it('turns its settings for labels into options', () => {
    assert.deepEqual(yaml(migrateHadolint('label-schema:\n  maintainer: email\nstrict-labels: true\n', context)), [
      'rules:', '  label-schema:', '    # label-schema; strict-labels', '    severity: on', '    schema:', '      - "maintainer: email"', '    strict: true',
      '  label-value:', '    # label-schema', '    schema:', '      - "maintainer: email"',
    ]);
  });
  it('lets no-fail win over a threshold', () => {
    assert.deepEqual(yaml(migrateHadolint('no-fail: true\nfailure-threshold: error\n', context)), ['failOn: never']);
  });
  it('names what has no counterpart, and ids that no rule stands for', () => {
    const config = migrateHadolint('ignored:\n  - DL9999\nformat: json\nignore: [DL3008]\n', context);
    assert.deepEqual(config.wanted, []);
    assert.deepEqual(told(config.notes), [
      '2:5 No rule of Plimsoll stands for DL9999: there is nothing to switch off.',
      '3:1 The format of the report is an option of the command: plimsoll lint --format.',
      '4:1 hadolint has no setting "ignore". Did you mean "ignored"?',
    ]);
  });
  it('carries the rest over where a value is of the wrong kind', () => {
    const config = migrateHadolint('ignored: [DL3008, nonsense]\ntrustedRegistries: 5\n', context);
    assert.deepEqual(yaml(config), ['rules:', '  apt-unpinned: off # DL3008']);
    assert.deepEqual(told(config.errors), ['1:19 "nonsense" is no hadolint rule: DL or SC and four digits.', '2:20 "trustedRegistries" must be a list of texts, not the number 5.']);
  });
  it('takes nothing from a file that is no YAML, and says where', () => {
    const config = migrateHadolint('ignored: [DL3008\noverride:\n', context);
    assert.equal(config.broken, true);
    assert.deepEqual(config.wanted, []);
    assert.match(told(config.errors)[0]!, /^\d:\d+ This is not YAML: /);
  });
});

describe('migration of .trivyignore', () => {
  it('carries over misconfigurations and vulnerabilities with reasons and ends', () => {
    const config = migrateTrivyIgnore('# Needs root\nAVD-DS-0002\n\n# Accepted\n# by us\nCVE-2018-14618\nCVE-2099-1 exp:2027-01-01 # later\n', context);
    const lines = yaml(config);
    assert.ok(lines.includes('  root-user: off # AVD-DS-0002: Needs root'), lines.join('\n'));
    assert.deepEqual(lines.slice(lines.indexOf('  vulnerable-version:')), ['  vulnerable-version:', '    ignore:', '      - CVE-2018-14618 # Accepted by us', '      - CVE-2099-1 until 2027-01-01 # later']);
    const notes = told(migrateTrivyIgnore('DS-0002 exp:2027-01-01\n', context).notes);
    assert.equal(notes[0], '1:1 DS-0002 is ignored until 2027-01-01; .plimsoll.yaml knows no end of a rule that is off: take it out by hand then.');
  });
  it('says what it leaves out: what has expired, bad dates, secrets and licences', () => {
    const config = migrateTrivyIgnore('CVE-2019-1 exp:2026-11-24\r\nDS002 exp:soon\r\n  aws-account-id\r\n', context);
    assert.deepEqual(config.wanted, []);
    assert.deepEqual(told(config.notes), [
      '1:1 CVE-2019-1 is ignored until 2026-11-24, which is over: it is not carried over.',
      '2:1 "soon" is no date like 2027-01-31: Trivy passes over this line, and DS002 is not carried over.',
      '3:3 No rule of Plimsoll stands for aws-account-id: there is nothing to switch off.',
    ]);
  });
  it('says where a rule does more than the id', () => {
    assert.deepEqual(told(migrateTrivyIgnore('DS019\n', context).notes), ['1:1 The rule dnf-cache-left is off as a whole now; it stands for DS-0027, too.']);
    assert.deepEqual(migrateTrivyIgnore('AVD-DS-0019\nDS027\n', context).notes, []);
  });
});

describe('migration of .trivyignore.yaml', () => {
  it('carries over entries, those for some paths as overrides', () => {
    const config = migrateTrivyIgnoreYaml(
      'vulnerabilities:\n  - id: CVE-2022-40897\n    statement: Accept the risk\n  - id: CVE-2023-3817\n    purls: ["pkg:deb/debian/libssl1.1"]\n' +
      'misconfigurations:\n  - id: AVD-DS-0001\n    expired_at: 2027-05-01\n  - id: DS-0026\n    paths: [Dockerfile, docs/Dockerfile]\n    statement: No need\nsecrets:\n  - id: aws-access-key-id\n', context,
    );
    const lines = yaml(config);
    assert.ok(lines.includes('  latest-tag: off # AVD-DS-0001: until 2027-05-01'), lines.join('\n'));
    assert.deepEqual(lines.slice(lines.indexOf('  vulnerable-version:')), [
      '  vulnerable-version:', '    ignore:', '      - CVE-2022-40897 # Accept the risk', 'overrides:', '  - files: [/Dockerfile, docs/Dockerfile]', '    rules:', '      missing-healthcheck: off # DS-0026: No need',
    ]);
    const notes = told(config.notes);
    assert.ok(notes.includes('4:5 CVE-2023-3817 is ignored for some packages only (pkg:deb/debian/libssl1.1), which Plimsoll cannot: it is not carried over.'), notes.join('\n'));
    assert.ok(notes.includes('13:5 Plimsoll has no list of kinds of secrets to ignore: aws-access-key-id is not carried over.'), notes.join('\n'));
    assert.deepEqual(config.errors, []);
  });
  it('says what is wrong with an entry and goes on', () => {
    const config = migrateTrivyIgnoreYaml('misconfigurations:\n  - paths: [a]\n  - id: DS-0026\n    expired_at: soon\n  - id: DS-0026\nmisconfiguration: []\n', context);
    assert.deepEqual(yaml(config), ['rules:', '  missing-healthcheck: off # DS-0026']);
    assert.deepEqual(told(config.errors), ['2:5 An entry needs "id".', '4:17 "expired_at" must be a date like 2027-01-31.']);
    assert.deepEqual(told(config.notes), ['6:1 .trivyignore.yaml has no section "misconfiguration". Did you mean "misconfigurations"?']);
  });
});

describe('migration of .checkov.yaml', () => {
  it('carries over checks, wildcards, plain paths and soft-fail', () => {
    const config = migrateCheckov('skip-check: CKV_DOCKER_2, CVE-2020-1\nskip-path:\n  - tests/fixtures/\n  - .*\\.md$\nsoft-fail: true\nhard-fail-on:\n  - CKV_DOCKER_8\n', context);
    assert.deepEqual(yaml(config), [
      'ignore: [tests/fixtures]', 'failOn: never', 'rules:', '  missing-healthcheck: off # CKV_DOCKER_2', '  root-user: error # CKV_DOCKER_8: hard-fail-on',
      '  vulnerable-version:', '    ignore:', '      - CVE-2020-1',
    ]);
    assert.ok(told(config.notes).includes('4:5 The regular expression ".*\\.md$" has no counterpart: add a glob to "ignore" by hand.'));
    const all = yaml(migrateCheckov('skip-check: ["CKV_DOCKER_*"]\n', context));
    for (const rule of ['missing-healthcheck', 'root-user', 'latest-tag']) assert.ok(all.some(line => line.startsWith(`  ${rule}: off`)), all.join('\n'));
    assert.ok(!all.some(line => line.includes('CKV2_')), all.join('\n'));
  });
  it('switches on what "check" names, and says that the rest is not off', () => {
    const config = migrateCheckov('check:\n  - CKV_DOCKER_1\n  - CKV_DOCKER_2\n  - CKV_AWS_1\n', context);
    assert.ok(yaml(config).includes('  missing-healthcheck: on # CKV_DOCKER_2'), yaml(config).join('\n'));
    assert.deepEqual(told(config.notes), [
      '1:1 Plimsoll has no list of the only checks that run: those named are on, the others follow "extends".', '4:5 No rule of Plimsoll stands for CKV_AWS_1: there is nothing to switch on.',
    ]);
  });
  it('names ratings and settings of its own', () => {
    const config = migrateCheckov('skip-check: [LOW, CKV_AWS_*]\nquiet: true\nframework: [terraform]\n', context);
    assert.deepEqual(config.wanted, []);
    assert.deepEqual(told(config.notes), [
      '1:14 LOW is a rating of Checkov\'s platform, which Plimsoll does not know: set single rules, or "failOn".',
      '1:19 No rule of Plimsoll stands for CKV_AWS_*: there is nothing to switch off.',
      '2:1 "quiet" is about Checkov itself and has no counterpart here.',
      '3:1 Plimsoll checks Dockerfiles and Compose files, and nothing else.',
    ]);
  });
});

describe('migration of tally.toml', () => {
  const migrate = (text: string): ForeignConfig => migrateTally(readToml(text), context);

  it('carries over selection, severities, options and paths', () => {
    const config = migrate(
      '[output]\nfail-level = "warning"\n[rules]\nexclude = ["hadolint/DL3008", "shellcheck/SC2086"]\ninclude = ["hadolint/DL3057"]\n[rules.tally.max-lines]\nseverity = "error"\nmax = 90\nskip-comments = true\n' +
      '[rules.hadolint.DL3026]\ntrusted-registries = ["quay.io"]\n[rules.buildkit]\nStageNameCasing = { severity = "off" }\n[rules.hadolint.DL3015]\nexclude.paths = ["test/**"]\n' +
      '[rules.tally.require-secret-mounts.commands]\npip = { id = "pipconf", target = "/root/.pip" }\n',
    );
    assert.deepEqual(yaml(config), [
      'failOn: warning', 'trustedRegistries: [quay.io]', 'rules:', '  apt-unpinned: off # hadolint/DL3008', '  missing-healthcheck: on # hadolint/DL3057', '  missing-secret-mount:', '    mounts:',
      '      - "pip: id=pipconf,target=/root/.pip"', '  shellcheck/SC2086: off', '  stage-name-casing: off # buildkit/StageNameCasing', '  too-many-lines:', '    # tally/max-lines', '    severity: error', '    max: 90',
      'overrides:', '  - files: [test/**]', '    rules:', '      apt-recommends: off # hadolint/DL3015',
    ]);
    assert.deepEqual([config.notes, config.errors], [[], []]);
  });
  it('knows the short form and whole namespaces; what is included is not excluded', () => {
    assert.deepEqual(yaml(migrate('[rules.tally]\nmax-lines = 70\n')), ['rules:', '  too-many-lines:', '    # tally/max-lines', '    severity: on', '    max: 70']);
    assert.deepEqual(yaml(migrate('[rules.tally."labels/prefer-grouped"]\nmin-labels = 5\n')), ['rules:', '  consecutive-label:', '    # tally/labels/prefer-grouped', '    severity: on', '    min: 5']);
    const lines = yaml(migrate('[rules]\nexclude = ["buildkit/*", "shellcheck/*"]\ninclude = ["buildkit/StageNameCasing"]\n'));
    assert.equal(lines[0], 'shellcheck: false');
    assert.ok(lines.some(line => line.startsWith('  maintainer-instruction: off')), lines.join('\n'));
    assert.ok(!lines.some(line => line.startsWith('  stage-name-casing: off')), lines.join('\n'));
    assert.deepEqual(yaml(migrate('rules.include = ["*"]\n')), ['extends: all']);
  });
  it('carries over every option that it knows', () => {
    for (const [option, value] of Object.entries({ 'max-lines.max': 7, 'prefer-run-heredoc.min-commands': 7, 'newline-per-chained-call.min-commands': 7, 'no-multiple-empty-lines.max': 7 })) {
      const { wanted, notes } = migrate(`rules.tally.${option} = ${value}\n`);
      assert.deepEqual(notes, [], option);
      assert.ok(wanted.some(each => each.kind === 'rule' && each.option?.value === value && context.names.rule(each.rule)?.options?.[each.option.name]), option);
    }
  });
  it('names what has no counterpart', () => {
    const config = migrate('unsafe-fixes = true\n[rules]\nexclude = ["DL3006", "tally/no-such-thing"]\n[rules.tally.no-such-rule]\nseverity = "off"\n[rules.buildkit.StageNameCasing]\nfix = "never"\nodd = 1\n[ai]\nenabled = false\n[rules.x]\n');
    assert.deepEqual(told(config.notes), [
      '1:1 Unsafe fixes are asked for on the command line: plimsoll lint --fix=unsafe.',
      '10:1 Plimsoll has nothing of the kind.',
      '3:12 "DL3006" has no effect in tally either: its patterns begin with tally/, hadolint/, buildkit/ or shellcheck/.',
      '3:22 No rule of Plimsoll stands for tally/no-such-thing: there is nothing to switch off.',
      '5:1 No rule of Plimsoll stands for tally/no-such-rule: its settings are not carried over.',
      '7:1 Which fixes are made is asked for on the command line: plimsoll lint --fix, --fix=unsafe.',
      '8:1 The option odd of buildkit/StageNameCasing has no counterpart here.',
    ]);
    assert.deepEqual(config.errors, []);
  });
  it('says what is wrong: a value, or the file', () => {
    const config = migrate('[output]\nfail-level = "high"\n[rules]\nexclude = [1]\n[rules.hadolint.DL3008]\nseverity = "loud"\n');
    assert.deepEqual(told(config.errors), [
      '2:1 "fail-level" must be one of error, warning, info, style, none.', '4:12 "exclude" must be a list of texts.', '6:1 "severity" must be one of off, error, warning, info, style.',
    ]);
    const broken = migrate('[rules]\nexclude = ["a"\n');
    assert.equal(broken.broken, true);
    assert.match(told(broken.errors)[0]!, /^\d:\d+ This is not TOML: .+\.$/);
  });
});

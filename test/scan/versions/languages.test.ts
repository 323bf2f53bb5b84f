import assert from 'node:assert/strict';
import { comparatorFor } from '../../../server/src/scan/advisories/versions/index';
import { compareMaven } from '../../../server/src/scan/advisories/versions/maven';
import { compareNuget } from '../../../server/src/scan/advisories/versions/nuget';
import { comparePackagist } from '../../../server/src/scan/advisories/versions/packagist';
import { comparePep440 } from '../../../server/src/scan/advisories/versions/pep440';
import { compareRubygems } from '../../../server/src/scan/advisories/versions/rubygems';
import { compareRpm } from '../../../server/src/scan/advisories/versions/rpm';
import { compareSemver } from '../../../server/src/scan/advisories/versions/semver';
import { assertAscending } from './support';

describe('compareSemver', () => {
  it('orders pre-releases below the release', () => {
    assertAscending(compareSemver, [
      '0.0.0-0', '0.0.0', '1.0.0-0', '1.0.0-1', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0 = 1.0.0+build = v1.0.0 = 1 = 1.0', '1.0.1-0', '1.0.1', '1.2.0 = 1.2', '1.10.0', '2.0.0',
    ]);
  });

  it('completes short versions', () => {
    assertAscending(compareSemver, ['1.2-beta = 1.2.0-beta', '1.2 = 1.2+x', '1.2.1']);
  });

  for (const bad of ['', 'latest', '1.2.3.4', '1.x', '^1.2.3', 'git+https://x', '99999999999999999999.0.0']) {
    it(`knows nothing of ${JSON.stringify(bad)}`, () => assert.equal(compareSemver(bad, '1.0.0'), undefined));
  }
});

describe('comparePep440', () => {
  it('orders as PEP 440 says', () => {
    assertAscending(comparePep440, [
      '1.0.dev456', '1.0a1', '1.0a2.dev456', '1.0a12.dev456', '1.0a12', '1.0b1.dev456', '1.0b2', '1.0b2.post345.dev456', '1.0b2.post345', '1.0rc1.dev456', '1.0rc1 = 1.0c1 = 1.0-preview1', '1.0 = 1 = 1.0.0 = v1.0', '1.0+abc.5', '1.0+abc.7', '1.0+5', '1.0.post456.dev34', '1.0.post456 = 1.0-456', '1.0.15', '1.1.dev1', '1.1', '1.10', '2012.4', '1!0.1',
    ]);
  });

  for (const bad of ['', 'latest', '1.0-', '1..0', '1.0 beta x', '===1.0']) {
    it(`knows nothing of ${JSON.stringify(bad)}`, () => assert.equal(comparePep440(bad, '1.0'), undefined));
  }
});

describe('compareRubygems', () => {
  it('orders as RubyGems does', () => {
    assertAscending(compareRubygems, [
      '0.0.a', '0 = 0.0.0', '1.a = 1.0.a = 1.0.0.a', '1.0.0.beta1', '1.0.0.beta2', '1.0.0.beta10', '1.0.0-1 = 1.0.0.pre.1', '1.0.0.rc1', '1 = 1.0 = 1.0.0', '1.0.0.1', '1.0.1', '1.2.b1', '1.2', '1.10', '2.0.0.20240101123456789012', '2.0.0.20240101123456789013', '10',
    ]);
  });

  for (const bad of ['', 'latest', '1..0', '1.0_1', '~> 1.0', 'v1']) {
    it(`knows nothing of ${JSON.stringify(bad)}`, () => assert.equal(compareRubygems(bad, '1.0'), undefined));
  }
});

describe('compareMaven', () => {
  it('orders as Maven does', () => {
    assertAscending(compareMaven, [
      '1-alpha-1 = 1-a1 = 1.0.0-alpha1', '1-alpha2', '1-beta-1 = 1b1', '1-milestone = 1.milestone', '1-rc = 1-cr', '1-snapshot = 1.0-SNAPSHOT', '1 = 1.0 = 1.0.0 = 1-ga = 1.final = 1.0.RELEASE = 1-0', '1-sp', '1-foo', '1-foo2', '1-1', '1.0.1', '1.1', '1.10', '1.10.20240101123456789012345', '2.0.0.Beta1', '2.0.0.CR1', '2.0.0.Final', '2.0.0.jre8', '10',
    ]);
  });

  it('tells a word behind a dot from one behind a dash only where more follows, as Maven does', () => {
    assertAscending(compareMaven, ['2.rc-0', '2.rc = 2-rc', '2']);
    assertAscending(compareMaven, ['10.a.ga', '10.a = 10-a']);
  });

  for (const bad of ['', 'latest', '${revision}', '1 2', '1'.repeat(300)]) {
    it(`knows nothing of ${JSON.stringify(bad.slice(0, 20))}`, () => assert.equal(compareMaven(bad, '1.0'), undefined));
  }
});

describe('comparePackagist', () => {
  it('orders as Composer does', () => {
    assertAscending(comparePackagist, ['1.0.0-dev', '1.0.0-alpha1 = 1.0.0alpha1 = 1.0-a1', '1.0.0-alpha.2', '1.0.0-beta', '1.0.0-beta2', '1.0.0-RC1 = 1.0.0-rc.1', '1.0.0 = 1 = v1.0 = 1.0.0.0 = 1.0.0-stable = 1.0.0+build', '1.0.0-patch1 = 1.0.0-p1 = 1.0.0-pl1', '1.0.1', '1.0.1.1', '1.10', '20230101.1']);
  });

  for (const bad of ['', 'dev-main', '2.x-dev', '1.0.x-dev', 'latest', '1.0-unknown']) {
    it(`knows nothing of ${JSON.stringify(bad)}`, () => assert.equal(comparePackagist(bad, '1.0'), undefined));
  }
});

describe('compareNuget', () => {
  it('takes for equal what NuGet normalizes to one version', () => {
    assertAscending(compareNuget, [
      '0.9', '1.0.0-0 = 1.0-0', '1 = 1.0 = 1.00 = 1.0.0 = 1.0.0.0 = v1.0.0 = 1.0.0+build', '1.0.0.1 = 1.00.0.1', '1.0.1 = 1.0.01.0', '1.0.7 = 1.0.7+r3456 = 1.0.7.0+a.b-c', '1.1.1 = 1.01.1', '1.1.1.2', '1.1.1.10', '1.1.2', '1.10',
      '99999999999999999999.0',
    ]);
  });

  it('orders pre-releases as NuGet\'s documentation does', () => {
    assertAscending(compareNuget, ['1.0.1-aaa', '1.0.1-alpha10', '1.0.1-alpha2', '1.0.1-beta', '1.0.1-open', '1.0.1-rc.2', '1.0.1-rc.10', '1.0.1-zzz', '1.0.1']);
  });

  it('orders pre-releases as SemVer 2 does, whatever their case', () => {
    assertAscending(compareNuget, [
      '1.0.0-1', '1.0.0-2', '1.0.0-10 = 1.0.0-010', '1.0.0-alpha = 1.0.0-ALPHA', '1.0.0-alpha.1 = 1.0.0-Alpha.1+x', '1.0.0-alpha.beta', '1.0.0-alpha-1', '1.0.0-Beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-RC.1', '1.0.0',
    ]);
    assertAscending(compareNuget, ['3.1.23-servicing.22122.4', '3.1.23', '10.0.0-preview.7.25380.108', '10.0.0-rc.1.25451.107', '10.0.0-rc.2.25502.107', '10.0.0', '4.7.0.1-beta', '4.7.0.1'].sort((a, b) => compareNuget(a, b) ?? 0));
    assert.ok((compareNuget('3.1.23-servicing.22122.4', '3.1.23') ?? 0) < 0);
  });

  for (const bad of ['', 'latest', '1.0.*', '[1.0,2.0)', '1.2.3.4.5', '1.0-', '1.0.0-a..b', '-1', '1.0 beta', '$(Version)', `1.0-${'a'.repeat(300)}`]) {
    it(`knows nothing of ${JSON.stringify(bad.slice(0, 20))}`, () => assert.equal(compareNuget(bad, '1.0'), undefined));
  }
});

describe('comparatorFor', () => {
  it('finds the comparator of an ecosystem whatever its release', () => {
    assert.ok(comparatorFor('Debian:12') === comparatorFor('Ubuntu:24.04:LTS'));
    assert.ok(comparatorFor('Alpine:v3.20') === comparatorFor('Wolfi'));
    for (const ecosystem of ['npm', 'PyPI', 'Go', 'crates.io', 'RubyGems', 'Bitnami', 'Maven', 'Packagist', 'NuGet']) assert.ok(comparatorFor(ecosystem), ecosystem);
    assert.ok(['AlmaLinux:9', 'Rocky Linux:9', 'Red Hat:enterprise_linux:9', 'SUSE:Linux Enterprise 15 SP5', 'openSUSE:Tumbleweed', 'openEuler:22.03-LTS', 'Azure Linux:3', 'Mageia:9', 'Photon OS:5.0'].every((ecosystem) => comparatorFor(ecosystem) === compareRpm));
  });

  it('has none for what cannot be matched', () => {
    for (const ecosystem of ['Amazon Linux:2', 'Hackage', '', 'constructor', 'debian']) assert.equal(comparatorFor(ecosystem), undefined);
  });
});

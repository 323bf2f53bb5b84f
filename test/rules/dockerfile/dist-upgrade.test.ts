import { distUpgrade } from '../../../server/src/lint/rules/dockerfile/dist-upgrade';
import { checkFix, checkRule } from '../../helpers/rules';

describe('dist-upgrade', () => {
  it('marks the subcommand of every manager', () => {
    checkRule(distUpgrade, `
FROM debian:13
RUN apt-get update && apt-get -q dist-upgrade && apt full-upgrade -y
                                 ^^^^^^^^^^^^ info dist-upgrade/distUpgrade
                                                     ^^^^^^^^^^^^ info dist-upgrade/distUpgrade
FROM opensuse/leap:16.0
RUN zypper -n dup
              ^^^ info dist-upgrade/distUpgrade
RUN zypper -n update
FROM opensuse/tumbleweed:latest AS base
FROM base
RUN zypper -n dup
`);
  });

  it('falls back to a plain upgrade', () => {
    checkFix(distUpgrade, 'FROM debian:13\nRUN apt-get -y dist-upgrade\n', 'FROM debian:13\nRUN apt-get -y upgrade\n', 'unsafe');
    checkFix(distUpgrade, 'FROM opensuse/leap:16.0\nRUN zypper -n dup\n', 'FROM opensuse/leap:16.0\nRUN zypper -n update\n', 'unsafe');
  });
});

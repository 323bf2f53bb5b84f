import { aptForAptGet } from '../../../server/src/lint/rules/dockerfile/apt-for-apt-get';
import { checkFix, checkRule } from '../../helpers/rules';

describe('apt-for-apt-get', () => {
  it('marks the name', () => {
    checkRule(aptForAptGet, `
FROM debian:13
RUN apt update && sudo apt install -y curl
    ^^^ info apt-for-apt-get/apt
                       ^^^ info apt-for-apt-get/apt
RUN apt-get update
`);
  });

  it('writes apt-get', () => {
    checkFix(aptForAptGet, `
FROM debian:13
RUN apt update
`, `
FROM debian:13
RUN apt-get update
`, 'safe');
  });
});

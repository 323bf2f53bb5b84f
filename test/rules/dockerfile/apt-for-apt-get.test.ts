import { aptForAptGet } from '../../../server/src/lint/rules/dockerfile/apt-for-apt-get';
import { checkFix, checkRule } from '../../helpers/rules';

describe('apt-for-apt-get', () => {
  it('marks the name, once in a RUN', () => {
    checkRule(aptForAptGet, `
FROM debian:13
RUN apt update && sudo apt install -y curl
    ^^^ info apt-for-apt-get/apt
RUN apt-get update
RUN apt list && apt show curl
    ^^^ info apt-for-apt-get/apt
RUN apt list && apt update
                ^^^ info apt-for-apt-get/apt
`);
  });

  it('writes apt-get in all places of the RUN', () => {
    checkFix(aptForAptGet, `
FROM debian:13
RUN apt update && apt list && apt full-upgrade -y && sudo apt install -y curl
`, `
FROM debian:13
RUN apt-get update && apt list && apt full-upgrade -y && sudo apt-get install -y curl
`, 'safe');
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

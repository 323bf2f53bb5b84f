import { useraddHighUid } from '../../../server/src/lint/rules/dockerfile/useradd-high-uid';
import { checkFix, checkRule } from '../../helpers/rules';

describe('useradd-high-uid', () => {
  it('marks numbers of six digits and more', () => {
    checkRule(useraddHighUid, `
FROM debian:13
ARG UID=1000001
RUN useradd -u 123456 a && useradd --uid=99999 b && useradd -lu 123456 c && useradd --no-log-init -u 123456 d
               ^^^^^^ warning useradd-high-uid/log
RUN useradd --uid "$UID" a
                  ^^^^^^ warning useradd-high-uid/log
RUN useradd -u "$OTHER" a && useradd a
RUN ["useradd", "-u", "123456", "a"]
                      ^^^^^^^^ warning useradd-high-uid/log
`);
  });

  it('adds the option', () => {
    checkFix(useraddHighUid, 'FROM debian:13\nRUN useradd -m -u 123456 a\nRUN ["useradd", "-u", "123456", "a"]\n', 'FROM debian:13\nRUN useradd -l -m -u 123456 a\nRUN ["useradd", "-l", "-u", "123456", "a"]\n');
  });
});

import { systemFilesGivenAway } from '../../../server/src/lint/rules/dockerfile/system-files-given-away';
import { checkRule } from '../../helpers/rules';

describe('system-files-given-away', () => {
  it('marks system directories', () => {
    checkRule(systemFilesGivenAway, `
FROM debian:13
RUN chown -R app:app /etc /srv/app && chown --recursive 1000 /usr/local/ && chown -R app /usr/bin/*
                     ^^^^ warning system-files-given-away/given
                                                             ^^^^^^^^^^^ warning system-files-given-away/given
                                                                                         ^^^^^^^^^^ warning system-files-given-away/given
WORKDIR /var
RUN chown -R $USER:$USER lib && chown -R app.app lib
                                                 ^^^ warning system-files-given-away/given
RUN chown -R root:root /etc && chown app /etc && chown -R app /etc/app /usr/local/app && chown -R :staff /usr && chown -R 0 /
`);
  });
});

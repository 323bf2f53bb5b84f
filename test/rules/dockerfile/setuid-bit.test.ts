import { setuidBit } from '../../../server/src/lint/rules/dockerfile/setuid-bit';
import { checkRule } from '../../helpers/rules';

describe('setuid-bit', () => {
  it('marks the mode', () => {
    checkRule(setuidBit, `
FROM alpine:3.24
COPY --chmod=4755 a /usr/bin/
             ^^^^ warning setuid-bit/setuid
ADD --chmod=u+s b /usr/bin/
            ^^^ warning setuid-bit/setuid
RUN chmod 4755 /x && chmod u+xs /x && install -m 06755 a /b
          ^^^^ warning setuid-bit/setuid
                           ^^^^ warning setuid-bit/setuid
                                                 ^^^^^ warning setuid-bit/setuid
RUN chmod +s /usr/local/bin/tool; chmod +s /srv
          ^^ warning setuid-bit/setuid
RUN chmod 2775 /srv && chmod g+s /srv && mkdir -m 4755 /x && chmod 755 /x && chmod u-s /usr/bin/su && find / -perm /4000 -exec chmod a-s {} +
`);
  });

  it('says of scripts that it has no effect', () => {
    checkRule(setuidBit, `
FROM alpine:3.24
COPY --chmod=4755 run.sh /usr/bin/
             ^^^^ info setuid-bit/script
RUN chmod 4755 /install.sh ./launch.py && chmod u+s /start.sh && chmod 4755 /start.sh /usr/bin/tool
          ^^^^ info setuid-bit/script
                                                ^^^ info setuid-bit/script
                                                                       ^^^^ warning setuid-bit/setuid
`);
  });
});

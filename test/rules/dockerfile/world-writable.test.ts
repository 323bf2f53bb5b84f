import { worldWritable } from '../../../server/src/lint/rules/dockerfile/world-writable';
import { checkFix, checkRule } from '../../helpers/rules';

describe('world-writable', () => {
  it('marks the mode', () => {
    checkRule(worldWritable, `
FROM alpine:3.24
RUN chmod -R 777 /data && chmod a+rwx /x && mkdir -m 0777 /y
             ^^^ warning world-writable/open
                                ^^^^^ warning world-writable/open
                                                     ^^^^ warning world-writable/open
COPY --chmod=0666 a /b
             ^^^^ warning world-writable/open
RUN chmod 755 /x && chmod 1777 /tmp && chmod +x /y && chmod o-w /z
`);
  });

  it('takes the permission away', () => {
    checkFix(worldWritable, `
FROM alpine:3.24
RUN chmod 777 /x && chmod 0666 /y && chmod o+w /z
`, `
FROM alpine:3.24
RUN chmod 755 /x && chmod 0664 /y && chmod o+r /z
`, 'unsafe');
  });
});

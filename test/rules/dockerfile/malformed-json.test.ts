import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { malformedJson } from '../../../server/src/lint/rules/dockerfile/malformed-json';

describe('malformed-json', () => {
  it('knows an array behind which something stands that looks like a comment', () => {
    checkRule(malformedJson, 'FROM debian:13\nENTRYPOINT ["/sbin/tini", "--"]   # the rest [see compose]\n           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error malformed-json/invalid\nCMD [ -f /x ] # a test\n');
  });

  it('quotes, commas, brackets', () => {
    checkRule(malformedJson, `
FROM alpine:3.24
CMD ['a', 'b']
    ^^^^^^^^^^ error malformed-json/invalid
ENTRYPOINT ["a", "b",]
           ^^^^^^^^^^^ error malformed-json/invalid
CMD ["a" "b"]
    ^^^^^^^^^ error malformed-json/invalid
CMD [“a”, “b”]
    ^^^^^^^^^^ error malformed-json/invalid
CMD ["a", b]
    ^^^^^^^^ error malformed-json/invalid
CMD ["a"
    ^^^^ error malformed-json/invalid
RUN [a, b]
    ^^^^^^ error malformed-json/invalid
VOLUME [/data, /logs]
       ^^^^^^^^^^^^^^ error malformed-json/invalid
COPY [a b]
     ^^^^^ error malformed-json/invalid
HEALTHCHECK --interval=3s CMD ['a', 'b']
                              ^^^^^^^^^^ error malformed-json/invalid
ONBUILD CMD [/app]
            ^^^^^^ error malformed-json/invalid
SHELL ['/bin/bash', '-c']
      ^^^^^^^^^^^^^^^^^^^ error malformed-json/invalid
CMD ["C:\\app\\x", "y"]
    ^^^^^^^^^^^^^^^^^ error malformed-json/invalid
`);
  });

  it('leaves a comment behind an array to the rule about comments', () => {
    checkClean(malformedJson, 'FROM alpine:3.24\nVOLUME ["/data"] # kept\nCOPY ["a", "/b"] # why\n');
    checkRule(malformedJson, `FROM alpine:3.24\nVOLUME ['/data'] # kept\n       ^^^^^^^^^^^^^^^^ error malformed-json/invalid\n`);
  });

  it('JSON, tests, and PowerShell', () => {
    checkClean(malformedJson, `
FROM alpine:3.24
CMD ["a", "b"]
RUN [ -f /etc/hosts ] && echo found
RUN [[ -f /etc/hosts ]]
RUN [ "$A" = "b" ] || exit 1
RUN [ ! -e /x ]
RUN [Net.ServicePointManager]::SecurityProtocol = 'tls12, tls11'
CMD echo ["a"]
CMD ["a", 1]
CMD ["a", "b"] && then more
HEALTHCHECK CMD [ -e /tmp/ok ]
HEALTHCHECK NONE
`);
  });

  it('where all elements are quoted', () => {
    checkFix(malformedJson, `
FROM alpine:3.24
CMD ['a', 'say "hi"']
ENTRYPOINT ["a", "b",]
RUN ["a" "b"
SHELL [‘C:\\app\\x’, "y"]
`, `
FROM alpine:3.24
CMD ["a", "say \\"hi\\""]
ENTRYPOINT ["a", "b"]
RUN ["a", "b"]
SHELL ["C:\\\\app\\\\x", "y"]
`);
  });

  it('bare words too', () => {
    checkFix(malformedJson, `
FROM alpine:3.24
CMD [a, "b", -c]
VOLUME [/data]
`, `
FROM alpine:3.24
CMD ["a", "b", "-c"]
VOLUME ["/data"]
`, 'unsafe');
  });

  it('where it is not clear what was meant', () => {
    const text = `
FROM alpine:3.24
CMD [a $(b), c]
CMD ['a', \\
  'b']
COPY ['a b']
`;
    checkFix(malformedJson, text, text, 'unsafe');
  });
});

import { cmdIgnored } from '../../../server/src/lint/rules/dockerfile/cmd-ignored';
import { checkClean, checkRule } from '../../helpers/rules';

describe('cmd-ignored', () => {
  it('beside an ENTRYPOINT in shell form, wherever that stands', () => {
    checkRule(cmdIgnored, `
FROM alpine:3.24 AS base
ENTRYPOINT /run.sh
CMD ["--serve"]
^^^ warning cmd-ignored/ignored
FROM base
CMD --other
^^^ warning cmd-ignored/ignored
FROM alpine:3.24
CMD ["-v"]
^^^ warning cmd-ignored/ignored
ENTRYPOINT exec top \\
  -b
`);
  });

  it('says where ENTRYPOINT stands only once for a stage that inherits both', () => {
    checkRule(cmdIgnored, `
FROM alpine:3.24 AS base
ENTRYPOINT /run.sh
CMD ["--serve"]
^^^ warning cmd-ignored/ignored
FROM base
USER 10001
`);
  });

  it('arrays, an empty CMD, arguments that are read, a CMD that is replaced, Windows', () => {
    checkClean(cmdIgnored, `
FROM alpine:3.24
ENTRYPOINT ["/run.sh"]
CMD ["--serve"]
FROM alpine:3.24
ENTRYPOINT /run.sh
CMD []
FROM alpine:3.24
ENTRYPOINT /run.sh "$0" "$@"
CMD ["--serve"]
FROM alpine:3.24
ENTRYPOINT ["/run.sh"
CMD ["--serve"]
FROM alpine:3.24
ENTRYPOINT
CMD ["--serve"]
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
ENTRYPOINT run.cmd
CMD ["serve"]
`);
  });
});

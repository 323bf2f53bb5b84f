import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { heredocWithoutErrexit } from '../../../server/src/lint/rules/dockerfile/heredoc-without-errexit';

describe('heredoc-without-errexit', () => {
  it('several commands', () => {
    checkRule(heredocWithoutErrexit, `
FROM debian:13
RUN <<EOF
    ^^^^^ warning heredoc-without-errexit/goesOn
apt-get update
apt-get install -y curl
EOF
RUN --network=none <<-"X"
                   ^^^^^^ warning heredoc-without-errexit/goesOn
	#!/bin/bash
	make
	make test
	X
`);
  });

  it('set -e, first lines with -e, shells with -e, one command, other instructions', () => {
    checkClean(heredocWithoutErrexit, `
FROM debian:13
RUN <<EOF
set -ex
make
make test
EOF
RUN <<EOF
#!/bin/sh -eu
make
make test
EOF
RUN <<EOF
make && \\
make test
EOF
RUN <<EOF
#!/usr/bin/env python3
print(1)
print(2)
EOF
COPY <<EOF /x
a
b
EOF
SHELL ["/bin/sh", "-ec"]
RUN <<EOF
make
make test
EOF
`);
  });

  it('behind the first line', () => {
    checkFix(heredocWithoutErrexit, `
FROM debian:13
RUN <<EOF
make
make test
EOF
RUN <<-EOF
	#!/bin/bash
	make
	make test
	EOF
`, `
FROM debian:13
RUN <<EOF
set -e
make
make test
EOF
RUN <<-EOF
	#!/bin/bash
	set -e
	make
	make test
	EOF
`, 'unsafe');
  });

  it('does not know the shell of images that are not official', () => {
    checkClean(heredocWithoutErrexit, 'FROM team/base:1\nRUN <<EOF\nfalse\ntrue\nEOF\n');
    checkRule(heredocWithoutErrexit, `
FROM team/base:1
SHELL ["/bin/bash", "-c"]
RUN <<EOF
    ^^^^^ warning heredoc-without-errexit/goesOn
false
true
EOF
`);
  });

  it('commands in front of the last that cannot fail', () => {
    checkClean(heredocWithoutErrexit, `
FROM debian:13
RUN <<EOF
export A=1
cd /tmp
B=2
echo start
make
EOF
`);
    checkRule(heredocWithoutErrexit, `
FROM debian:13
RUN <<EOF
    ^^^^^ warning heredoc-without-errexit/goesOn
A=$(false)
make
EOF
RUN <<EOF
    ^^^^^ warning heredoc-without-errexit/goesOn
cd src
make
EOF
`);
  });
});

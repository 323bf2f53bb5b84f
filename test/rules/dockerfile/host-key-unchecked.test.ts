import { hostKeyUnchecked } from '../../../server/src/lint/rules/dockerfile/host-key-unchecked';
import { checkClean, checkRule } from '../../helpers/rules';

describe('host-key-unchecked', () => {
  it('marks options wherever they stand', () => {
    checkRule(hostKeyUnchecked, `
FROM alpine:3.24
ENV GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"
                            ^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
RUN ssh -o UserKnownHostsFile=/dev/null x && scp -oStrictHostKeyChecking=off a b:
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
RUN GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=no' git clone git@x.test:y
                            ^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
RUN echo "Host *\\n  StrictHostKeyChecking no" >> /etc/ssh/ssh_config
                    ^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
RUN sh -c 'ssh -o StrictHostKeyChecking=no x'
                  ^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
RUN ssh-keyscan github.com >> /root/.ssh/known_hosts
    ^^^^^^^^^^^ hint host-key-unchecked/scanned
COPY <<EOF /root/.ssh/config
Host x.test
  StrictHostKeyChecking no
  ^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
EOF
`);
  });

  it('marks the setting alone in a long text, and the word where it is written otherwise', () => {
    checkRule(hostKeyUnchecked, `
FROM alpine:3.24
RUN printf "Host x.test\\nStrictHostKeyChecking no\\n" >> /etc/ssh/ssh_config
                         ^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
RUN ssh -o StrictHostKey"Checking=no" x
           ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked
`);
  });

  it('leaves what is for this machine only alone', () => {
    checkClean(hostKeyUnchecked, 'FROM alpine:3.24\nRUN printf "Host localhost\\n    StrictHostKeyChecking no\\nHost 0.0.0.0 127.0.0.1\\n    UserKnownHostsFile /dev/null\\n" > ~/.ssh/config\nCOPY <<EOF /root/.ssh/config\nHost localhost\n  StrictHostKeyChecking no\nEOF\n');
    checkRule(hostKeyUnchecked, 'FROM alpine:3.24\nCOPY <<EOF /root/.ssh/config\nHost localhost x.test\n  StrictHostKeyChecking no\n  ^^^^^^^^^^^^^^^^^^^^^^^^ warning host-key-unchecked/unchecked\nEOF\n');
  });

  it('leaves the check alone where it is on', () => {
    checkClean(hostKeyUnchecked, 'FROM alpine:3.24\nRUN ssh -o StrictHostKeyChecking=yes -o UserKnownHostsFile=/k x; ssh -o StrictHostKeyChecking=accept-new x; ssh -o StrictHostKeyChecking=nothing x\n');
  });

  it('leaves ssh to this machine', () => {
    checkClean(hostKeyUnchecked, 'FROM debian:13\nRUN ssh -o StrictHostKeyChecking=no localhost && ssh -o StrictHostKeyChecking=no app@127.0.0.1\n');
  });
});

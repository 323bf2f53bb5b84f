import { privilegedContainerStarted } from '../../../server/src/lint/rules/dockerfile/privileged-container-started';
import { checkRule } from '../../helpers/rules';

describe('privileged-container-started', () => {
  it('marks the option', () => {
    checkRule(privilegedContainerStarted, `
FROM alpine:3.24
RUN docker run --rm --privileged x && podman exec --privileged=true y z
                    ^^^^^^^^^^^^ warning privileged-container-started/privileged
                                                  ^^^^^^^^^^^^^^^^^ warning privileged-container-started/privileged
CMD ["docker", "run", "--privileged", "x"]
                      ^^^^^^^^^^^^^^ warning privileged-container-started/privileged
RUN docker run --privileged=false x; echo docker run --privileged; docker build --privileged .
`);
  });
});

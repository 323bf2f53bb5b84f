import { dnfCacheLeft } from '../../../server/src/lint/rules/dockerfile/dnf-cache-left';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('dnf-cache-left', () => {
  it('marks the first call of a RUN', () => {
    checkRule(dnfCacheLeft, `
FROM rockylinux:9
RUN dnf install -y curl
        ^^^^^^^ info dnf-cache-left/left
`);
  });

  it('accepts removal, mounts and stages that are thrown away', () => {
    checkRule(dnfCacheLeft, `
FROM rockylinux:9 AS build
RUN dnf install -y curl
FROM rockylinux:9
RUN dnf install -y curl && dnf clean all
RUN --mount=type=cache,target=/var/cache/dnf dnf install -y curl
`);
  });

  it('adds the clean-up', () => {
    checkFix(dnfCacheLeft, `
FROM rockylinux:9
RUN dnf install -y curl
`, `
FROM rockylinux:9
RUN dnf install -y curl && dnf clean all
`, 'safe');
  });

  it('keeps the style of several lines', () => {
    checkFix(dnfCacheLeft, `
FROM rockylinux:9
RUN true && \\
  dnf install -y curl
`, `
FROM rockylinux:9
RUN true && \\
  dnf install -y curl && \\
  dnf clean all
`, 'safe');
  });

  it('takes the cleaning of the manager that was called', () => {
    checkRule(dnfCacheLeft, `
FROM rockylinux:9
RUN dnf install -y curl && microdnf clean all
        ^^^^^^^ info dnf-cache-left/left
RUN microdnf upgrade -y
             ^^^^^^^ info dnf-cache-left/left
RUN tdnf install -y curl && tdnf clean all
RUN dnf -y up-min && yum clean all
`);
    checkFix(dnfCacheLeft, 'FROM rockylinux:9\nRUN microdnf install -y curl\n', 'FROM rockylinux:9\nRUN microdnf install -y curl && microdnf clean all\n');
  });

  it('leaves the images of tests', () => {
    const file = 'FROM rockylinux:9\nRUN dnf install -y curl\n';
    checkClean(dnfCacheLeft, file, { uri: 'file:///project/tests/Dockerfile', workspace: workspaceOf({ 'tests/Dockerfile': file }) });
  });
});

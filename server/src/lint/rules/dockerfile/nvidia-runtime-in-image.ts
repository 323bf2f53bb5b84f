import { callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';

const hostPackage = /^(?:nvidia-container-(?:toolkit|runtime)(?:-base|-hook)?|nvidia-docker2?|libnvidia-container(?:\d+|-tools)?)$/;

export const nvidiaRuntimeInImage = defineRule({
  name: 'nvidia-runtime-in-image',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['gpu/no-container-runtime-in-image'] },
  docs: {
    what: 'The NVIDIA container runtime or its tools are installed in an image.',
    why: 'They belong on the host, where they give containers access to the GPU. In the image they do nothing, and their libraries may hide those that the host mounts.',
    bad: 'FROM rockylinux:9\nRUN dnf install -y nvidia-container-toolkit && dnf clean all\nUSER 10001\n',
    good: 'FROM rockylinux:9\nUSER 10001\n',
    exceptions: 'Images that run a container engine of their own (Docker in Docker, Kubernetes node images) need them; ignore the finding there.',
  },
  messages: {
    runtime: '{package} is for the host that runs the container; in the image it does nothing. Leave it out.',
  },
  check(file, report) {
    for (const { call } of callsOf(file, ['apt-get', 'apt', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper', 'apk'], 'install')) {
      for (const item of call.packages) if (item.kind === 'package' && hostPackage.test(item.name)) report(item.word.span, 'runtime', { data: { package: item.name } });
    }
  },
});

import { defineRule } from '../../rule';

export const systemDirectory = defineRule({
  name: 'system-directory',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['WORKDIR', 'VOLUME'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { trivy: ['DS-0030'], dockle: ['DKL-DI-0002'] },
  docs: {
    what: 'WORKDIR or VOLUME is a directory of the kernel: /proc, /sys, /dev, /boot.',
    why: 'The engine mounts these itself. A working directory below /proc/self/fd has been a way out of the container (CVE-2024-21626), and a volume there hides devices and kernel interfaces.',
    bad: 'FROM alpine:3.24\nWORKDIR /proc/self/fd/8\nUSER 10001\n',
    good: 'FROM alpine:3.24\nWORKDIR /srv/app\nUSER 10001\n',
    exceptions: 'Volumes may be /dev/shm, which is memory shared between processes, and /sys/fs/cgroup, which systemd in a container is given.',
  },
  messages: {
    workdir: '{path} belongs to the kernel; a working directory there has been a way out of containers. Use a directory of your own.',
    volume: '{path} belongs to the kernel, and a volume hides what the engine mounts there. Use a directory of your own.',
  },
  check(file, report) {
    for (const { words } of file.all('WORKDIR')) {
      const path = words[0]?.resolved;
      if (path !== undefined && workdirs.test(path)) report(words[0]!.span, 'workdir', { data: { path } });
    }
    for (const { words, exec } of file.all('VOLUME')) {
      const paths = exec ? exec.elements.map(({ value, span }) => ({ path: value, span })) : words.map(({ resolved, span }) => ({ path: resolved ?? '', span }));
      for (const { path, span } of paths) if (volumes.test(path)) report(span, 'volume', { data: { path } });
    }
  },
});

const workdirs = /^\/+(?:proc|sys|dev|boot|initrd|lost\+found)(?:\/|$)/;
const volumes = /^\/+(?:proc|sys(?!\/+fs\/+cgroup(?:\/|$))|boot|dev(?!\/+shm(?:\/|$)))(?:\/|$)/;

import { wrongSignals } from '../../dockerfile/stop-signal';
import type { Stage } from '../../dockerfile/model';
import { execWords } from '../../dockerfile/runtime';
import { rootBase } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const systemdStopsignal = defineRule({
  name: 'systemd-stopsignal',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['prefer-systemd-sigrtmin-plus-3'] },
  fix: 'unsafe',
  docs: {
    what: 'A stage that runs systemd does not stop it by SIGRTMIN+3.',
    why: 'systemd takes SIGTERM for a request to start itself anew, so the container goes on until it is killed and its services lose their work.',
    bad: 'FROM fedora:44\nUSER 10001\nENTRYPOINT ["/sbin/init"]\n',
    good: 'FROM fedora:44\nSTOPSIGNAL SIGRTMIN+3\nUSER 10001\nENTRYPOINT ["/sbin/init"]\n',
    exceptions: '/sbin/init is taken for systemd only on distributions that have it, in releases that start it by that name, or where the file speaks of systemd.',
  },
  messages: {
    wrong: 'systemd does not shut down at {signal}; it does at SIGRTMIN+3. Use SIGRTMIN+3.',
    missing: 'systemd does not shut down at SIGTERM, by which a container is stopped; it does at SIGRTMIN+3. Add STOPSIGNAL SIGRTMIN+3.',
  },
  check(file, report) {
    const isSystemd = (path: string): boolean => /^(?:\/usr)?\/sbin\/init$/.test(path) || /(?:^|\/)systemd$/.test(path);
    for (const { stage, span, signal, edit } of wrongSignals(file, isSystemd, 'SIGRTMIN+3')) {
      if (startsInit(stage) && !hasSystemd(stage)) continue;
      report(span, signal === undefined ? 'missing' : 'wrong', { data: { signal: signal ?? '' }, fixes: [{ title: 'Use STOPSIGNAL SIGRTMIN+3', applicability: 'unsafe', edits: [edit] }] });
    }
  },
});

function startsInit(stage: Stage): boolean {
  return /(?:^|\/)init$/.test(execWords(stage)?.[0] ?? '');
}

const distributions = /(?:^|\/)(?:debian|ubuntu|fedora|centos|almalinux|rockylinux|oraclelinux|archlinux|amazonlinux|(?:opensuse|suse)\/\S+|ubi\d+|rhel\d*)(?:[/-]|$)/;
/** Releases with Upstart or System V init. */
const older = /^(?:ubuntu:(?:1[0-4]\b|trusty|precise)|debian:(?:[4-7]\b|wheezy|squeeze)|(?:centos|oraclelinux):(?:centos)?[4-6]\b|amazonlinux:(?:1\b|201))/;

function hasSystemd(stage: Stage): boolean {
  if (stage.chain.some((part) => part.instructions.some(({ args }) => /systemd|systemctl/.test(args.text)))) return true;
  const base = rootBase(stage);
  if (base.kind !== 'image') return false;
  return /systemd/.test(base.image.text) || (distributions.test(base.image.path) && !older.test(`${base.image.name}:${base.image.tag ?? ''}`));
}

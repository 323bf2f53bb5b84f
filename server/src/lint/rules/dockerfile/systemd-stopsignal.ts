import { wrongSignals } from '../../dockerfile/stop-signal';
import { defineRule } from '../../rule';

export const systemdStopsignal = defineRule({
  name: 'systemd-stopsignal',
  target: 'dockerfile',
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
    exceptions: '/sbin/init of Alpine and other images without systemd.',
  },
  messages: {
    wrong: 'systemd does not shut down at {signal}; it does at SIGRTMIN+3. Use SIGRTMIN+3.',
    missing: 'systemd does not shut down at SIGTERM, by which a container is stopped; it does at SIGRTMIN+3. Add STOPSIGNAL SIGRTMIN+3.',
  },
  check(file, report) {
    const isSystemd = (path: string): boolean => /^(?:\/usr)?\/sbin\/init$/.test(path) || /(?:^|\/)systemd$/.test(path);
    for (const { stage, span, signal, edit } of wrongSignals(file, isSystemd, 'SIGRTMIN+3')) {
      const base = stage.chain[stage.chain.length - 1]!.base;
      if (base.kind === 'image' && /alpine|busybox|s6|runit/.test(`${base.image.path}:${base.image.tag ?? ''}`)) continue;
      report(span, signal === undefined ? 'missing' : 'wrong', { data: { signal: signal ?? '' }, fixes: [{ title: 'Use STOPSIGNAL SIGRTMIN+3', applicability: 'unsafe', edits: [edit] }] });
    }
  },
});

import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { limitOf } from '../../compose/limits';
import { isTrue } from '../../compose/values';
import { defineRule } from '../../rule';

export const oomKillerDisabled = defineRule({
  name: 'oom-killer-disabled',
  target: 'compose',
  severity: 'warning',
  category: 'limits',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service is exempt from being killed when memory runs out.',
    why: 'With a memory limit the container then hangs in place of being restarted; without one the kernel kills other processes of the host, also those that keep it alive.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    oom_kill_disable: true\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
  },
  messages: {
    hangs: 'When "{service}" reaches its memory limit it hangs, because it may not be killed and restarted. Remove oom_kill_disable.',
    host: '"{service}" has no memory limit and may not be killed, so the kernel kills other processes of the host for it. Remove oom_kill_disable.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.get('oom_kill_disable');
      if (!node || !isTrue(node)) continue;
      const message = limitOf(service, 'memory').kind === 'given' ? 'hangs' : 'host';
      reportOnce(node.span, message, { data: { service: service.name }, fixes: removeKeyFix(file, service, 'oom_kill_disable') });
    }
  },
});

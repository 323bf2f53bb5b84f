import { defineRule } from '../../rule';
import { hasFlag, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const fileCapability = defineRule({
  name: 'file-capability',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'setcap gives a program a capability that is as good as root.',
    why: 'Every user of the container who starts the program has the capability. With cap_sys_admin, cap_setuid, cap_dac_override and the like, little is missing to root.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache libcap-utils && setcap cap_setuid+ep /usr/bin/tool\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache libcap-utils && setcap cap_net_bind_service+ep /usr/bin/tool\nUSER 10001\n',
    exceptions: 'Capabilities for one narrow thing (cap_net_bind_service, cap_net_raw, cap_ipc_lock, cap_sys_nice, …) are what setcap is for, and so is taking capabilities away.',
  },
  messages: {
    broad: '{capability} is nearly root, and every user who starts this program has it. Give the program a narrower capability, or run that part as a service of its own.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        // -v only compares.
        if (command.name !== 'setcap' || hasFlag(command, '-v')) continue;
        for (const word of positionals(command)) {
          const text = word.value?.toLowerCase() ?? '';
          const operator = text.search(/[+=]/);
          if (operator < 0) continue;
          const names = text.slice(0, operator);
          const capability = names === '' || names === 'all' ? 'all capabilities' : names.split(',').find((name) => broad.has(name));
          if (capability !== undefined && /[epi]/.test(text.slice(operator))) report(word.span, 'broad', { data: { capability } });
        }
      }
    }
  },
});

const broad: ReadonlySet<string> = new Set([
  'cap_sys_admin', 'cap_setuid', 'cap_setgid', 'cap_setfcap', 'cap_setpcap', 'cap_dac_override', 'cap_dac_read_search', 'cap_chown', 'cap_fowner', 'cap_sys_ptrace', 'cap_sys_module', 'cap_sys_rawio', 'cap_bpf', 'cap_mknod', 'cap_net_admin',
]);

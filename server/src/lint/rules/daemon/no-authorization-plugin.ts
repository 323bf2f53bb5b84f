import { placeOfMissing } from '../../daemon/missing';
import { defineRule } from '../../rule';

export const noAuthorizationPlugin = defineRule({
  name: 'no-authorization-plugin',
  target: 'daemon',
  severity: 'hint',
  category: 'privilege',
  preset: 'all',
  since: '0.1.0',
  sources: { cis: ['2.12'] },
  fix: 'none',
  docs: {
    what: 'No plugin decides which request of the API is allowed.',
    why: 'Without one, whoever may use the socket may do everything, and is root on the host by that.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "authorization-plugins": ["opa-docker-authz"]\n}\n',
    exceptions: 'Worth it where several people share a daemon. Rootless Docker is the simpler way to give each their own.',
  },
  messages: {
    missing: 'Whoever may use the API may do everything. Where several people share this daemon, let an authorization plugin decide, or give each a rootless one.',
  },
  check(file, report) {
    const at = placeOfMissing(file, 'authorization-plugins');
    if (at) report(at, 'missing');
  },
});

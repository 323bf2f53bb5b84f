import { capabilities } from '../../compose/capabilities';
import { givenBeside, wholeServices } from '../../compose/containers';
import { addItemFix } from '../../compose/fixes';
import type { Service } from '../../compose/model';
import { isTrue, listOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const capabilitiesNotDropped = defineRule({
  name: 'capabilities-not-dropped',
  target: 'compose',
  severity: 'info',
  category: 'isolation',
  preset: 'strict',
  since: '0.1.0',
  sources: { kics: ['container_capabilities_unrestricted'], 'compose-lint': ['CL-0006'], cis: ['5.4'] },
  fix: 'unsafe',
  docs: {
    what: 'A service keeps all capabilities that Docker grants by default.',
    why: 'Docker grants fourteen capabilities, among them forging network packets (NET_RAW) and ignoring file permissions (DAC_OVERRIDE). Few programs need one of them; an intruder gladly has them all.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    cap_drop: [ALL]\n',
    exceptions: 'Off in `recommended`, because the ones that are needed must be found first and added back with `cap_add`. A `cap_drop` that names some capabilities is taken as a decision. Silent for privileged services (they have a finding of their own), and where a part of the service stands in another file.',
  },
  messages: {
    kept: '"{service}" keeps all default capabilities, such as forging packets and ignoring file permissions. Add cap_drop: [ALL], and cap_add for those that it needs.',
  },
  check(file, report, { workspace }) {
    for (const service of wholeServices(file)) {
      if (isTrue(service.get('privileged')) || dropsSome(service) || givenBeside(workspace, file, service, dropsSome)) continue;
      report(service.nameSpan, 'kept', { data: { service: service.name }, fixes: addItemFix(file, service, 'cap_drop', 'ALL') });
    }
  },
});

function dropsSome(service: Service): boolean {
  return capabilities(service, 'cap_drop').length > 0 || listOf(service.get('cap_drop')).some((node) => node.unresolved);
}

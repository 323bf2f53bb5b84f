import { once } from '../../compose/containers';
import { deviceRisk, devicesOf } from '../../compose/devices';
import { removeItemFix } from '../../compose/fixes';
import { defineRule } from '../../rule';

export const dangerousDevice = defineRule({
  name: 'dangerous-device',
  target: 'compose',
  severity: 'error',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0016'], cis: ['5.18'] },
  fix: 'unsafe',
  docs: {
    what: 'A device of the host that gives access past the container is passed to a service: disks, memory, input, loop devices.',
    why: 'A disk can be read and written block by block, past all permissions; /dev/mem is the memory of the host. Such a container needs no exploit to take the host over.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    devices: ["/dev/sda:/dev/sda"]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    devices: ["/dev/ttyUSB0:/dev/ttyUSB0"]\n',
    exceptions: 'Silent for devices such as graphics (/dev/dri), sound, serial ports, /dev/fuse and /dev/net/tun. Smart-disk monitors need disks; read permission (`:r`) is enough for them.',
  },
  messages: {
    device: 'The device {source} gives "{service}" {power}. Remove it, or mount the files that are needed.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const device of devicesOf(service)) {
        const risk = deviceRisk(device.source);
        if (!risk) continue;
        const data = { service: service.name, source: device.source, power: risk.power };
        reportOnce(device.sourceSpan, 'device', { data, severity: risk.severity, fixes: removeItemFix(file, service, 'devices', device.node) });
      }
    }
  },
});

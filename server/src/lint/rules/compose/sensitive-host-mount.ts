import { once } from '../../compose/containers';
import { readOnlyFix } from '../../compose/fixes';
import { hostMounts, isRuntimeSocket, normalizePath, pathRisk } from '../../compose/host-mounts';
import type { HostMount } from '../../compose/host-mounts';
import type { Service } from '../../compose/model';
import { rawString } from '../../compose/values';
import { defineRule } from '../../rule';

export const sensitiveHostMount = defineRule({
  name: 'sensitive-host-mount',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['volume_has_sensitive_host_directory'], 'compose-lint': ['CL-0013'], cis: ['5.6'] },
  fix: 'unsafe',
  docs: {
    what: 'A sensitive directory of the host is mounted: system directories read-only, and those that hold the data of the runtime, kernel settings, home directories or keys. A warning where it is writable, an info where it is read-only.',
    why: 'What is readable there (keys, tokens, the environment of processes, the data of other containers) is readable by an intruder; what is writable there changes the host.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - /var/lib/docker:/docker\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - ./data:/docker\n',
    exceptions: 'Well-known agents that watch the host or collect its logs (node-exporter, cAdvisor, Promtail, Filebeat, …) may mount it read-only, and cAdvisor `/var/run`. A program that is mounted read-only (`/usr/bin/docker`) is not told. Where `/` is mounted, what is mounted read-only beside it is not told. Writable system directories are reported by `writable-system-mount`.',
  },
  messages: {
    writable: '"{service}" can read and change {source} of the host. Mount only the part that it needs, read-only if it can be.',
    readable: '"{service}" can read all of {source} of the host, with whatever secrets it holds. Mount only the part that it needs.',
  },
  check(file, report) {
    const reportOnce = once(report);
    const mounts = hostMounts(file);
    // Who reads all of the host gains nothing by reading a part of it.
    const readsAll = new Set(mounts.filter((m) => normalizePath(m.source) === '/').map((m) => m.owner));
    for (const mount of mounts) {
      if ((mount.service && watchesHost(mount.service, mount)) || (mount.readOnly && programs.test(mount.source))) continue;
      const risk = isRuntimeSocket(mount) ? undefined : pathRisk(mount.source, mount.readOnly);
      const data = { service: mount.owner, source: mount.source };
      if (mount.readOnly && readsAll.has(mount.owner) && normalizePath(mount.source) !== '/') continue;
      if (mount.readOnly && (risk === 'system' || risk === 'control')) reportOnce(mount.sourceSpan, 'readable', { data, severity: 'info' });
      else if (risk === 'control') reportOnce(mount.sourceSpan, 'writable', { data, fixes: mount.mount ? readOnlyFix(file, mount.mount) : [] });
    }
  },
});

/** A program of the host, which has no secrets in it. */
const programs = /^\/(?:usr\/)?(?:local\/)?s?bin\/[\w.-]+$/;

/** Images whose work is to read the host, as their own instructions say. */
const agents =
  /(?:^|[\/_-])(?:node[-_]exporter|process[-_]exporter|cadvisor|netdata|telegraf|promtail|alloy|fluent-?bit|fluentd|filebeat|metricbeat|heartbeat|elastic-agent|timberio\/vector|glances|beszel-agent|zabbix-agent2?|check-mk-agent|falco|osquery|sysdig|wazuh-agent|crowdsec|opentelemetry-collector(?:-contrib)?|newrelic\/infrastructure(?:-bundle)?|(?:datadog|grafana|portainer)\/agent|scrutiny|logspout|signoz-otel-collector|newrelic[\w-]*|dd-agent|docker-bench-security)(?::|@|$)/;

function watchesHost({ image }: Service, { readOnly, source }: HostMount): boolean {
  const name = (rawString(image) ?? '').toLowerCase();
  return agents.test(name) && (readOnly || (/cadvisor/.test(name) && /^\/(?:var\/)?run\/?$/.test(source)));
}

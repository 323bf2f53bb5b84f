import { hostOf, isEveryInterface } from '../../daemon/addresses';
import { setKey } from '../../daemon/edits';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const openDaemonMetrics = defineRule({
  name: 'open-daemon-metrics',
  target: 'daemon',
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Metrics of dockerd are served on every network interface, over plain HTTP and to anybody.',
    why: 'They tell the version, the number of containers and how busy the host is. Prometheus on the same host, or behind a proxy with a login, needs the loopback only.',
    bad: '{\n  "metrics-addr": "0.0.0.0:9323"\n}\n',
    good: '{\n  "metrics-addr": "127.0.0.1:9323"\n}\n',
    exceptions: 'An address of one interface is taken as a decision.',
  },
  messages: {
    open: 'Anybody who reaches {address} reads the metrics of this daemon. Use 127.0.0.1, or the address of a network that only the collector is on.',
  },
  check(file, report) {
    const address = textOf(file, 'metrics-addr');
    if (!address || address.value === '' || !isEveryInterface(hostOf(address.value))) return;
    const port = /:(\d+)$/.exec(address.value)?.[1];
    report(address.span, 'open', { data: { address: address.value }, fixes: port === undefined ? [] : setKey(file, 'metrics-addr', `127.0.0.1:${port}`) });
  },
});

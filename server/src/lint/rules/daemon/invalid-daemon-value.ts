import { isPrefix, parseListener } from '../../daemon/addresses';
import { replaceValue } from '../../daemon/edits';
import { fileLogOptions, goneLogDrivers, logDriverOf, logOption } from '../../daemon/logs';
import type { JsonNode } from '../../daemon/model';
import { isSize } from '../../daemon/types';
import { entriesOf, memberOf, textOf, textsOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

/** Keys that take one of a few words; dockerd tells upper and lower case apart but for log levels. */
const words: Readonly<Record<string, readonly string[]>> = {
  'log-level': ['debug', 'info', 'warn', 'error', 'fatal', 'panic', 'trace'],
  'log-format': ['text', 'json'],
  'default-ipc-mode': ['private', 'shareable'],
  'default-cgroupns-mode': ['private', 'host'],
  'firewall-backend': ['iptables', 'nftables'],
};

interface Form {
  readonly phrase: string;
  fits(text: string): boolean;
}

/** Keys whose texts have a form of their own; an empty one sets nothing. */
const forms: Readonly<Record<string, Form>> = {
  'fixed-cidr-v6': { phrase: 'an IPv6 network such as "fd00::/64"', fits: (text) => isPrefix(text) && text.includes(':') },
  'userland-proxy-path': { phrase: 'an absolute path', fits: (text) => text.startsWith('/') },
  'bridge-accept-fwmark': { phrase: 'a mark such as "0x1/0x3"', fits: (text) => /^(?:0x[0-9a-f]+|0b[01]+|0o?[0-7]+|\d+)(?:\/(?:0x[0-9a-f]+|0b[01]+|0o?[0-7]+|\d+))?$/i.test(text) },
  'node-generic-resources': { phrase: 'NAME=VALUE', fits: (text) => text.includes('=') },
};

const neverNegative = ['mtu', 'max-concurrent-downloads', 'max-concurrent-uploads', 'max-download-attempts', 'default-stop-timeout', 'network-diagnostic-port'];

export const invalidDaemonValue = defineRule({
  name: 'invalid-daemon-value',
  target: 'daemon',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A value that dockerd refuses although its type is right: an unknown word, an address or URL of the wrong form, an option that the log driver does not have.',
    why: 'dockerd does not start with it, or, with an option of the log driver, no container does.',
    bad: '{\n  "log-level": "warning"\n}\n',
    good: '{\n  "log-level": "warn"\n}\n',
    exceptions: 'Options of log drivers are checked for `json-file` and `local`; plugins may be drivers with options of their own.',
  },
  messages: {
    word: 'dockerd does not start with {value} for {key}: it takes {words}.',
    form: 'dockerd does not start with {value} for {key}: it takes {form}.',
    negative: '{key} must not be negative; dockerd does not start with {value}.',
    host: 'dockerd does not start with {value}: an address in hosts is tcp://HOST:PORT, unix://PATH, npipe://PIPE or fd://.',
    mirror: 'dockerd does not start with {value}: {reason}.',
    option: 'The log driver {driver} has no option {option}, and dockerd does not start with it.',
    size: '{value} is no size for {option}: it takes a number with k, m or g behind it.',
    count: 'max-file takes a whole number from 1 on, and no container starts with {value}.',
    compress: 'Logs are compressed when they are rotated: with compress, {driver} needs {needs}.',
    goneDriver: 'The log driver {driver} is gone since Docker {release}, and no container starts with it.',
    label: 'dockerd does not start with {value}: a label is NAME=VALUE.',
    execOption: 'dockerd does not start with {value}: it knows native.cgroupdriver=systemd or =cgroupfs on Linux, isolation=… on Windows.',
  },
  check(file, report) {
    for (const [key, allowed] of Object.entries(words)) {
      const node = textOf(file, key);
      const value = key === 'log-level' ? node?.value.toLowerCase() : node?.value;
      if (!node || !value || allowed.includes(value)) continue;
      const meant = value === 'warning' ? 'warn' : likelyMeant(value.toLowerCase(), allowed) ?? (allowed.includes(value.toLowerCase()) ? value.toLowerCase() : undefined);
      report(node.span, 'word', { data: { key, value: JSON.stringify(node.value), words: allowed.join(', ') }, fixes: meant === undefined ? [] : [use(node, meant)] });
    }
    for (const key of neverNegative) {
      const value = valueOf(file, key);
      if (value?.kind === 'number' && value.value < 0) report(value.span, 'negative', { data: { key, value: value.value } });
    }
    for (const [key, { phrase, fits }] of Object.entries(forms)) {
      const single = textOf(file, key);
      for (const text of single ? [single] : textsOf(file, key)) {
        if (text.value !== '' && !fits(text.value)) report(text.span, 'form', { data: { key, value: JSON.stringify(text.value), form: phrase } });
      }
    }
    for (const host of textsOf(file, 'hosts')) if (host.value.trim() !== '' && !parseListener(host.value)) report(host.span, 'host', { data: { value: JSON.stringify(host.value) } });
    for (const mirror of textsOf(file, 'registry-mirrors')) {
      const reason = mirrorProblem(mirror.value);
      if (reason === undefined) continue;
      const scheme = /^[\w.-]+(?::\d+)?\/?$/.test(mirror.value) ? [use(mirror, `https://${mirror.value}`)] : [];
      report(mirror.span, 'mirror', { data: { value: JSON.stringify(mirror.value.replace(/(\/\/[^/:@]*:)[^/@]*@/, '$1…@')), reason }, fixes: scheme });
    }
    for (const option of textsOf(file, 'exec-opts')) {
      const [name = '', value = ''] = option.value.split(/=(.*)/s);
      const known = /^isolation$/i.test(name.trim()) || (/^native\.cgroupdriver$/i.test(name.trim()) && /^(?:systemd|cgroupfs)$/.test(value.trim()));
      if (!known || value.trim() === '') report(option.span, 'execOption', { data: { value: JSON.stringify(option.value) } });
    }
    for (const label of textsOf(file, 'labels')) if (!label.value.includes('=')) report(label.span, 'label', { data: { value: JSON.stringify(label.value) } });
    const driver = logDriverOf(file);
    const gone = goneLogDrivers[driver];
    const named = textOf(file, 'log-driver');
    if (gone !== undefined && named) report(named.span, 'goneDriver', { data: { driver, release: gone } });
    const known = Object.hasOwn(fileLogOptions, driver) ? fileLogOptions[driver]! : undefined;
    if (!known) return;
    const options = memberOf(file, 'log-opts')?.value;
    for (const member of options?.kind === 'object' ? options.members : []) {
      if (known.includes(member.name) || member.name.startsWith('cache-')) continue;
      const meant = likelyMeant(member.name, known);
      report(member.nameSpan, 'option', {
        data: { driver, option: member.name },
        fixes: meant === undefined ? [] : [{ title: `Use "${meant}"`, applicability: 'unsafe', edits: [{ span: member.nameSpan, newText: JSON.stringify(meant) }] }],
      });
    }
    for (const { name, value } of entriesOf(file, 'log-opts')) {
      if (name === 'max-size' && !isSize(value.value)) report(value.span, 'size', { data: { value: JSON.stringify(value.value), option: name } });
      if (name === 'max-file' && !/^[1-9]\d*$/.test(value.value)) report(value.span, 'count', { data: { value: JSON.stringify(value.value) } });
      if (name === 'compress' && value.value === 'true') {
        const needs = neededToCompress(driver, logOption(file, 'max-size'), logOption(file, 'max-file'));
        if (needs !== undefined) report(value.span, 'compress', { data: { driver, needs } });
      }
    }
  },
});

/** `local` rotates five files by itself. */
function neededToCompress(driver: string, size: string | undefined, files: string | undefined): string | undefined {
  if (files !== undefined && /^\d+$/.test(files) && Number(files) < 2) return 'max-file of 2 or more';
  if (driver === 'local') return undefined;
  if (files === undefined) return 'max-file of 2 or more';
  return size === undefined ? 'max-size' : undefined;
}

function mirrorProblem(text: string): string | undefined {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  if (scheme === undefined || rest === undefined || !/^https?$/i.test(scheme)) return 'a mirror begins with https:// or http://';
  if (/[?#]/.test(rest)) return 'a mirror has nothing behind ? or #';
  return /^[^/]*@/.test(rest) ? 'a mirror has no user and password in its address' : undefined;
}

function use(node: JsonNode, value: string): RuleFix {
  return { title: `Use "${value}"`, applicability: 'unsafe', edits: [replaceValue(node, value)] };
}

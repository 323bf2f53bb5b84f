/** What we say dockerd does not start with is what a real one refuses: the verdicts of `dockerd --validate` on each key with values of each kind. */
import assert from 'node:assert/strict';
import { daemonKeys, fadingKeys, goneKeys, idleKeys } from '../../../server/src/lint/daemon/keys';
import { lint } from '../../../server/src/lint/lint';
import { rules } from '../../../server/src/lint/rules/registry';
import { defaultSettings } from '../../../server/src/lint/settings/model';
import { values, verdicts } from '../../fixtures/daemon/dockerd.json';

const refusing = rules.filter(({ name }) => ['daemon-syntax', 'unknown-daemon-key', 'removed-daemon-key', 'wrong-daemon-value-type', 'invalid-daemon-value'].includes(name));

function isRefused(text: string): boolean {
  return lint({ uri: 'file:///etc/docker/daemon.json', target: 'daemon', text }, { settings: defaultSettings, rules: refusing, today: '2026-11-24' }).length > 0;
}

/** What dockerd refuses and we let pass: names of domains, and null within lists of texts that it looks at more closely, or in place of an object. */
const unseen = ['"dns-search": ["a=b"]', '"dns-search": ["1.2.3.4"]', '"dns-search": [null]', '"exec-opts": [null]', '"labels": [null]', '"node-generic-resources": [null]', '"registry-mirrors": [null]', '"proxies": null'];

/** What passes --validate and stops the daemon a moment later, when it looks at the options of the log driver. */
const later = ['"log-opts": {"a":"b"}', '"log-opts": {"a":null}'];

describe('keys of daemon.json', () => {
  it('are those that a real dockerd knows, with the values it takes', () => {
    const differences: string[] = [];
    for (const [key, verdict] of Object.entries(verdicts)) {
      assert.equal(verdict.length, values.length);
      values.forEach((value, i) => {
        const text = `"${key}": ${value}`;
        // An object of a name that is gone is looked into by this release, and refused by those that still knew the name.
        if (Object.hasOwn(goneKeys, key) && value.startsWith('{')) return;
        if (isRefused(`{${text}}`) !== (verdict[i] === '-')) differences.push(text);
      });
    }
    assert.deepEqual(differences.sort(), [...unseen, ...later].sort());
  });

  it('are all asked for', () => {
    // What depends on the machine, and what was a flag of that very run, is left out.
    const left = ['config-file', 'validate', 'userns-remap', 'tls', 'tlsverify'];
    for (const key of [daemonKeys, goneKeys, idleKeys, fadingKeys].flatMap((each) => Object.keys(each))) assert.ok(key in verdicts || left.includes(key), key);
  });
});

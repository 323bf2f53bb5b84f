import { removeKey } from '../../daemon/edits';
import { isWindows } from '../../daemon/missing';
import type { Member } from '../../daemon/model';
import { fieldOf, memberOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const undefinedDefaultRuntime = defineRule({
  name: 'undefined-default-runtime',
  target: 'daemon',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The default runtime is neither one of Docker\'s own nor defined under `runtimes`, or a runtime is named like Docker\'s own.',
    why: 'dockerd does not start, and no container with it. It happens when the toolkit of a graphics card is removed and its line stays.',
    bad: '{\n  "default-runtime": "nvidia"\n}\n',
    good: '{\n  "default-runtime": "nvidia",\n  "runtimes": { "nvidia": { "path": "/usr/bin/nvidia-container-runtime" } }\n}\n',
    exceptions: 'Names of containerd (`io.containerd.runc.v2`) need no definition. A runtime that is given as a flag is not seen.',
  },
  messages: {
    undefined: 'No runtime is called {runtime}, and dockerd does not start. Define it under "runtimes", or take the line out.',
    reserved: 'runc is the name of Docker\'s own runtime, and dockerd does not start with another one of that name.',
    empty: 'A runtime needs a path or a runtimeType; dockerd does not start with {runtime}.',
  },
  check(file, report) {
    if (isWindows(file) || file.errors.length > 0) return;
    const runtimes = valueOf(file, 'runtimes');
    const defined = runtimes?.kind === 'object' ? runtimes.members : [];
    const chosen = memberOf(file, 'default-runtime');
    if (chosen?.value.kind === 'string' && runtimes?.kind !== 'unknown') {
      const runtime = chosen.value.value;
      if (runtime !== '' && !stock.has(runtime) && !/^[\w-]+(?:\.[\w-]+)+$/.test(runtime) && !defined.some(({ name }) => name === runtime)) {
        report(chosen.value.span, 'undefined', { data: { runtime }, fixes: removeKey(file, chosen) });
      }
    }
    for (const { name, nameSpan, value } of defined) {
      if (name === 'runc') report(nameSpan, 'reserved');
      else if (value?.kind === 'object' && !hasText(fieldOf(value, 'path')) && !hasText(fieldOf(value, 'runtimeType'))) report(nameSpan, 'empty', { data: { runtime: name } });
    }
  },
});

/** Made by dockerd itself. */
const stock: ReadonlySet<string> = new Set(['runc', 'io.containerd.runc.v2']);

function hasText(member: Member | undefined): boolean {
  return member?.value?.kind === 'unknown' || (member?.value?.kind === 'string' && member.value.value !== '');
}

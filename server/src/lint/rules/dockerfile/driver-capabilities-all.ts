import { defineRule } from '../../rule';

export const driverCapabilitiesAll = defineRule({
  name: 'driver-capabilities-all',
  target: 'dockerfile',
  severity: 'info',
  category: 'isolation',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['gpu/prefer-minimal-driver-capabilities'] },
  docs: {
    what: 'ENV asks the NVIDIA runtime for all capabilities of the driver.',
    why: '`all` also mounts the libraries for graphics, display and video into the container, each more code that can be attacked. Computing needs compute and utility.',
    bad: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nENV NVIDIA_DRIVER_CAPABILITIES=all\nUSER 10001\n',
    good: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nENV NVIDIA_DRIVER_CAPABILITIES=compute,utility\nUSER 10001\n',
    exceptions: 'Only the last value of a stage counts. Rendering and video need more (graphics, video, display).',
  },
  messages: {
    all: 'NVIDIA_DRIVER_CAPABILITIES={value} mounts everything the driver has. Name what is needed, such as compute,utility.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      const last = stage.instructions.filter((instruction) => instruction.keyword === 'ENV').flatMap((instruction) => instruction.pairs).filter((pair) => pair.key.value === 'NVIDIA_DRIVER_CAPABILITIES').pop();
      if (!last?.value || last.value.variables.length > 0 || !/^all$/i.test(last.value.value.trim())) continue;
      const { span } = last.value;
      report(span, 'all', { data: { value: last.value.value }, fixes: [{ title: 'Use compute,utility', applicability: 'unsafe', edits: [{ span, newText: 'compute,utility' }] }] });
    }
  },
});

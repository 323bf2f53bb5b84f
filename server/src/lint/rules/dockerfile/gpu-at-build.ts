import { commandsOf } from '../../shell/scripts';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';

/** Prints what there is and goes on, whatever that is. */
const printed = /\bprint\((?:[^()'"]|'[^']*'|"[^"]*")*(?:torch\.cuda\.(?:is_available|device_count)|tf\.(?:config\.(?:experimental\.)?list_physical_devices|test\.is_gpu_available|test\.gpu_device_name))\([^()]*\)/g;
const pythonQuery = /\btorch\.cuda\.(?:is_available|device_count|current_device|get_device_name|get_device_properties|get_device_capability|init)\(|\btf\.(?:config\.(?:experimental\.)?list_physical_devices|test\.is_gpu_available|test\.gpu_device_name)\(/;

export const gpuAtBuild = defineRule({
  name: 'gpu-at-build',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['gpu/no-buildtime-gpu-queries'] },
  docs: {
    what: 'A RUN asks for the GPU: nvidia-smi, torch.cuda.is_available().',
    why: 'A build has no GPU. The command fails and stops the build, or says that there is none, and what is decided by that (CPU builds of extensions) is baked into the image.',
    bad: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nRUN nvidia-smi\nUSER 10001\n',
    good: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nUSER 10001\nCMD ["nvidia-smi"]\n',
    exceptions: 'CMD, ENTRYPOINT and HEALTHCHECK run with the container, which may have one. A RUN with --device is not judged. What is only printed is a note.',
  },
  messages: {
    query: '{query} asks for a GPU, and a build has none. Do it when the container starts, or set the architectures explicitly (TORCH_CUDA_ARCH_LIST).',
    printed: '{query} finds no GPU in a build, so what this prints says nothing of the container. Look when the container starts.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.flags.some((flag) => flag.name === 'device')) continue;
      for (const command of commandsOf(instruction)) {
        if (/^nvidia-(?:smi|debugdump)$/.test(command.name)) report(command.nameWord.span, 'query', { data: { query: command.name } });
        for (const word of command.args) {
          const text = templateOf(word);
          const query = text.includes('.') ? pythonQuery.exec(text)?.[0] : undefined;
          if (query === undefined) continue;
          const at = file.source.slice(word.span).indexOf(query);
          const span = at < 0 ? word.span : { start: word.span.start + at, end: word.span.start + at + query.length - 1 };
          const data = { query: `${query})` };
          if (pythonQuery.test(text.replace(printed, ''))) report(span, 'query', { data });
          else report(span, 'printed', { data, severity: 'info' });
        }
      }
    }
  },
});

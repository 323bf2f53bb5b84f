import { compareVersions, cudaBase } from '../../dockerfile/cuda';
import type { PackageInstall } from '../../shell/managers';
import type { ShellWord } from '../../shell/model';
import { callsOf } from '../../shell/package-commands';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';

export const cudaVersionMismatch = defineRule({
  name: 'cuda-version-mismatch',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['gpu/cuda-version-mismatch'] },
  docs: {
    what: 'A package built for one version of CUDA is installed on an image with another.',
    why: 'The driver interface of an older CUDA cannot run what was built for a newer one, and libraries of different major versions do not mix: the program fails when it first touches the GPU.',
    bad: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nRUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cu118 torch==2.7.1\nUSER 10001\n',
    good: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nRUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cu128 torch==2.7.1\nUSER 10001\n',
    exceptions: 'A package for an older minor version of the same major version is fine. Images other than nvidia/cuda do not say in their tag what they hold and are not judged.',
  },
  messages: {
    mismatch: '{package} is built for CUDA {wanted}, the image has CUDA {version}. Choose a build for the version of the image, or an image of that version.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, ['pip', 'uv', 'conda', 'poetry', 'pipenv'], 'install', 'restore')) {
      const base = cudaBase(instruction.stage);
      if (!base) continue;
      for (const { word, version: wanted, name } of wantedVersions(call)) {
        const difference = compareVersions(wanted, base.version);
        if (difference > 0 || wanted.split('.')[0] !== base.version.split('.')[0]) report(word.span, 'mismatch', { data: { package: name, wanted, version: base.version } });
      }
    }
  },
});

/** Versions of CUDA that the call asks for: in an index address, a local version label, an option of uv, a conda package. */
function wantedVersions(call: PackageInstall): { word: ShellWord; version: string; name: string }[] {
  const found: { word: ShellWord; version: string; name: string }[] = [];
  const label = (word: ShellWord, text: string, name: string): void => {
    const digits = /(?:^|[/+])cu(\d{2,3})(?=\/|$|["'\s])/.exec(text)?.[1];
    if (digits) found.push({ word, version: `${digits.slice(0, -1)}.${digits.slice(-1)}`, name });
  };
  for (const option of call.options) {
    if (!option.valueWord || option.value === undefined) continue;
    if (/index|find-links|^-[if]$/.test(option.name)) label(option.valueWord, option.value, 'This index');
    if (option.name === '--torch-backend') label(option.valueWord, option.value, 'This backend');
  }
  for (const item of call.packages) {
    label(item.word, templateOf(item.word), item.name);
    if (call.manager.family === 'conda' && /^(?:pytorch-cuda|cudatoolkit|cuda-version|cuda)$/.test(item.name) && /^\d+\.\d+/.test(item.version ?? '')) {
      found.push({ word: item.word, version: /^\d+\.\d+/.exec(item.version!)![0], name: item.name });
    }
  }
  return found;
}

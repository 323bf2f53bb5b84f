import { cudaBase } from '../../dockerfile/cuda';
import { packageCalls } from '../../shell/package-commands';
import { startsScript } from '../../shell/project-scripts';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

const compiler = /^(?:nvcc|gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?|make|gmake|cmake|ninja|meson|bazel|ld|rustc|cargo|go|scons)(?:-\d+)?$/;
const compilerPackage = /^(?:build-essential|gcc|g\+\+|gcc-c\+\+|make|cmake|ninja-build|clang)(?:-[\d.]+)?$|^@?development[ -]tools$/i;

export const cudaDevelFinal = defineRule({
  name: 'cuda-devel-final',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['gpu/prefer-runtime-final-stage'] },
  docs: {
    what: 'The final image is built on the devel flavour of nvidia/cuda, and nothing is compiled in it.',
    why: 'The devel flavour holds compilers, headers and static libraries, several gigabytes more than the runtime flavour, which has all that compiled programs need.',
    bad: 'FROM nvidia/cuda:12.9.1-devel-ubuntu24.04\nCOPY app /app/\nUSER 10001\nCMD ["/app/serve"]\n',
    good: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nCOPY app /app/\nUSER 10001\nCMD ["/app/serve"]\n',
    exceptions: 'A stage that compiles (nvcc, gcc, make, cmake, build-essential and the like) or runs scripts of the project is not judged.',
  },
  messages: {
    devel: '{image} has the whole toolchain, and nothing here is compiled. Use the runtime flavour.',
  },
  check(file, report) {
    const stage = file.finalStage;
    const base = stage?.base.kind === 'image' ? cudaBase(stage) : undefined;
    if (!stage || base?.flavor !== 'devel' || !base.image.tagSpan) return;
    const runs = stage.instructions.filter((instruction) => instruction.keyword === 'RUN');
    if (runs.some((run) => startsScript(run) || commandsOf(run).some((command) => compiler.test(command.name)))) return;
    const compilers = packageCalls(file).some(({ instruction, call }) => instruction.stage === stage && call.packages.some((item) => compilerPackage.test(item.name)));
    if (compilers) return;
    const { tagSpan, tag = '' } = base.image;
    const at = file.source.slice(tagSpan).indexOf('devel');
    const span = at < 0 ? tagSpan : { start: tagSpan.start + at, end: tagSpan.start + at + 5 };
    report(span, 'devel', { data: { image: base.image.text }, fixes: at < 0 ? [] : [{ title: `Use ${tag.replace('devel', 'runtime')}`, applicability: 'unsafe', edits: [{ span, newText: 'runtime' }] }] });
  },
});

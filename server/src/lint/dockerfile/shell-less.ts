/** Images and stages that have no shell, so that a shell form cannot run in them. */
import type { ImageReference, Instruction, Stage } from './model';
import { rootBase } from './stages';

/** The root of the stage's chain, where it is known to have no shell. */
export function shellLessBase(stage: Stage): 'scratch' | ImageReference | undefined {
  const base = rootBase(stage);
  if (base.kind === 'scratch') return 'scratch';
  return base.kind === 'image' && isShellLess(base.image) ? base.image : undefined;
}

function isShellLess(image: ImageReference): boolean {
  const tag = image.tag ?? '';
  const { normalized } = image;
  if (normalized.startsWith('gcr.io/distroless/')) return !/debug/.test(tag);
  if (normalized.startsWith('mcr.microsoft.com/dotnet/')) return /chiseled|distroless/.test(tag);
  return normalized === 'cgr.dev/chainguard/static' || normalized === 'docker.io/chainguard/static';
}

/** Whether something that stands before the instruction may have put a shell into the stage: an archive, a directory, another stage's files. */
export function mayHaveShell(stage: Stage, before: Instruction): boolean {
  return stage.chain.some((part) => part.instructions.some((instruction) => (part !== stage || instruction.index < before.index) && maybeBringsShell(instruction)));
}

function maybeBringsShell({ keyword, copy, heredocs, stage }: Instruction): boolean {
  if (keyword === 'RUN') return true;
  if (!copy) return false;
  const destination = copy.destination?.resolved ?? '';
  // What replaces the root directory, or lands among the programs, may be anything.
  if (keyword === 'ADD' || /^\/?$|^\/(?:usr\/)?(?:local\/)?s?bin\/?$|^\/(?:busybox|lib\w*)(?:\/|$)/.test(destination)) return keyword === 'ADD' ? copy.sources.length > 0 : !isPlainFile(copy.sources.map((source) => source.resolved), heredocs.length);
  return stage === undefined || copy.sources.some(({ resolved }) => resolved === undefined || /^[./]*$|[*?]|\/$|(?:^|\/)(?:sh|bash|ash|dash|busybox|bin|rootfs\S*)$/.test(resolved));
}

/** Files with an extension or a path are single programs; a bare name may be a directory. */
function isPlainFile(sources: readonly (string | undefined)[], heredocs: number): boolean {
  return sources.length + heredocs > 0 && sources.every((source) => source !== undefined && !/[*?]|^[./]*$|\/$|(?:^|\/)(?:sh|bash|ash|dash|busybox|bin|rootfs\S*)$/.test(source) && /\.\w+$|\/\w/.test(source));
}

/** Every version that a Dockerfile pins and that advisories can be asked about: packages of RUNs, tags of images, variables with well-known names. */
import { imagesOf, type ImageUse } from '../dockerfile/images';
import type { DockerfileModel, Instruction, VariableDefinition } from '../dockerfile/model';
import { componentsOf } from '../facts/eol';
import { advisedNames } from '../facts/source-packages';
import { upstreamOfImage, upstreamOfVariable, upstreamVersion } from '../facts/upstream';
import type { PackageArgument, PackageInstall } from '../shell/managers';
import type { ShellWord } from '../shell/model';
import { packageCalls } from '../shell/package-commands';
import type { Span } from '../text/span';
import { distributionOf } from './distribution';
import { exactVersion } from './exact';
import { goModules } from './go-modules';
import type { PinnedVersion } from './model';
import { once } from '../text/once';

/** In file order. */
export const pinnedVersions = once((file: DockerfileModel): readonly PinnedVersion[] => {
  const used = [...imagesOf(file).flatMap((use) => imagePin(use, file)), ...packagePins(file)];
  // A variable whose use is judged is not judged a second time.
  const judged = new Set(used.map((pin) => pin.written?.start));
  const variables = variablePins(file).filter((pin) => !judged.has(pin.span.start));
  return [...used, ...variables].sort((a, b) => a.span.start - b.span.start);
});

function imagePin({ image, word, instruction }: ImageUse, file: DockerfileModel): PinnedVersion[] {
  const product = upstreamOfImage(image);
  const { tag, tagSpan } = image;
  if (!product || tag === undefined || !tagSpan) return [];
  const version = upstreamVersion(product, tag.split('-', 1)[0]!);
  if (version === undefined) return [];
  const { label, ecosystem, names } = product;
  const place = placeOf(version, tagSpan, word.variables.map((use) => use.definition), file);
  // The same distribution is seldom there under a later version, and a digest names other content.
  const renewable = image.digest === undefined && instruction.onbuild === undefined && componentsOf(image).every((component) => component.tagStart === 0);
  return [{ ecosystem, names, label, version, span: place.span, ...(renewable && place.written ? { written: place.written } : {}) }];
}

function packagePins(file: DockerfileModel): PinnedVersion[] {
  return packageCalls(file).flatMap(({ instruction, call }) =>
    call.action === 'install' || call.action === 'run' || call.action === 'download' ? call.packages.flatMap((item) => packagePin(item, call, instruction, file)) : [],
  );
}

/** Operators that ask for one version. That of an option (`--version`) is the option's name. */
const exactOperators: ReadonlySet<string> = new Set(['=', '==', '===', '@', ':', '-v', '--version', '-Version', '--vers']);

function packagePin(item: PackageArgument, call: PackageInstall, instruction: Instruction, file: DockerfileModel): PinnedVersion[] {
  if (item.kind !== 'package' || item.removes || item.version === undefined || !exactOperators.has(item.operator ?? '')) return [];
  if (item.specifier?.includes(',') || call.has('--git', '--path')) return [];
  const packages = packagesOf(item.name, call, instruction);
  if (!packages) return [];
  const version = exactVersion(packages.ecosystem, item.version);
  if (version === undefined) return [];
  const option = call.options.find(({ name, valueWord }) => name === item.operator && valueWord);
  const word = option?.valueWord ?? item.word;
  return [{ ...packages, version, ...placeOf(version, word.span, definitionsOf(word, instruction), file) }];
}

function packagesOf(name: string, call: PackageInstall, { stage, onbuild }: Instruction): Pick<PinnedVersion, 'ecosystem' | 'names' | 'label'> | undefined {
  const { family } = call.manager;
  switch (family) {
    case 'python':
      return { ecosystem: 'PyPI', names: [name], label: name };
    case 'node':
      return { ecosystem: 'npm', names: [name], label: name };
    case 'ruby':
      return { ecosystem: 'RubyGems', names: [name], label: name };
    case 'dotnet':
      return { ecosystem: 'NuGet', names: [name], label: name };
    case 'rust':
      // `cargo add foo@1.2.3` allows every later 1.x.
      return call.subcommand === 'add' ? undefined : { ecosystem: 'crates.io', names: [name], label: name };
    case 'go': {
      const names = goModules(name);
      return names.length > 0 ? { ecosystem: 'Go', names, label: name } : undefined;
    }
    case 'debian':
    case 'alpine': {
      // A trigger runs on whatever another Dockerfile is built from.
      const ecosystem = onbuild ? undefined : distributionOf(stage, family);
      return ecosystem === undefined ? undefined : { ecosystem, names: advisedNames(family, name), label: name };
    }
    default:
      return undefined;
  }
}

function variablePins(file: DockerfileModel): PinnedVersion[] {
  return file.all('ENV', 'ARG').flatMap((instruction) =>
    instruction.pairs.flatMap(({ key, value }): PinnedVersion[] => {
      const product = upstreamOfVariable(key.value);
      if (!product || !value || value.variables.length > 0) return [];
      const version = upstreamVersion(product, value.value);
      if (version === undefined) return [];
      const { label, ecosystem, names } = product;
      return [{ label, ecosystem, names, version, ...placeOf(version, value.span, [], file) }];
    }),
  );
}

function definitionsOf(word: ShellWord, instruction: Instruction): (VariableDefinition | undefined)[] {
  return word.variables.map((name) => instruction.before.scope.lookup(name));
}

/** The version within a place that holds it; else the place itself, with the variable's definition as what can be changed. */
function placeOf(version: string, at: Span, definitions: readonly (VariableDefinition | undefined)[], file: DockerfileModel): Pick<PinnedVersion, 'span' | 'written'> {
  const here = within(version, at, file);
  if (here) return { span: here, written: here };
  for (const definition of definitions) {
    const { valueSpan } = definition?.global ?? definition ?? {};
    const written = valueSpan && within(version, valueSpan, file);
    if (written) return { span: at, written };
  }
  return { span: at };
}

/** Undefined also where the text is there twice, or as a part of another number. */
function within(version: string, at: Span, { source }: DockerfileModel): Span | undefined {
  const text = source.slice(at);
  const start = text.lastIndexOf(version);
  if (start < 0 || text.indexOf(version) !== start || /[\d.]/.test(text[start - 1] ?? '') || /\d/.test(text[start + version.length] ?? '')) return undefined;
  return { start: at.start + start, end: at.start + start + version.length };
}

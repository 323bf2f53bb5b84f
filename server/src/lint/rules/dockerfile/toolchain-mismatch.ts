import { intersects, minVersion } from 'semver';
import type { BuildContext } from '../../context/build-context';
import { projectContext } from '../../context/project-context';
import { fileAt } from '../../context/placed';
import type { PlacedFile } from '../../context/placed';
import { requiredVersion, toolsets } from '../../context/required-versions';
import type { RequiredVersion, Toolset, VersionFile } from '../../context/required-versions';
import type { DockerfileModel, ImageReference, ImageSource, Instruction, Stage } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { componentsOf, lifeState, releasesOf, retag, successorOf } from '../../facts/eol';
import type { Renewal } from '../../facts/eol';
import { toolchainOf } from '../../facts/toolchains';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { directoryOf } from '../../shell/directories';
import { commandsOf } from '../../shell/scripts';
import { givenArguments } from '../../workspace/arguments';
import type { Workspace } from '../../workspace/model';

interface Asked extends RequiredVersion {
  readonly file: VersionFile;
  readonly placed: PlacedFile;
}

export const toolchainMismatch = defineRule({
  name: 'toolchain-mismatch',
  target: 'dockerfile',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The base image has another version of Node.js, Python, Go, Ruby, PHP, Rust, .NET or Java than the project that is copied into it asks for.',
    why: 'The tools stop at such a version (go, cargo, pip, poetry, bundle, composer, yarn, pnpm, dotnet, Maven) or go on with a warning (npm), and what comes out runs on a version that nobody tested it with.',
    bad: 'FROM node:20-alpine\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci && npm cache clean --force\nUSER 1000\nCMD ["node", "app.js"]\n',
    good: 'FROM node:24-alpine\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci && npm cache clean --force\nUSER 1000\nCMD ["node", "app.js"]\n',
    beside: {
      bad: { 'package.json': '{ "engines": { "node": ">=22" } }\n', 'package-lock.json': '{}\n' },
      good: { 'package.json': '{ "engines": { "node": ">=22" } }\n', 'package-lock.json': '{}\n' },
    },
    exceptions:
      'Looks at package.json (engines), .nvmrc, .node-version, pyproject.toml, setup.cfg, setup.py, Pipfile, .python-version, go.mod, Gemfile, .ruby-version, composer.json, rust-toolchain, Cargo.toml, global.json and pom.xml, where COPY or a bind mount puts them into the directory that a command of the language runs in. Silent unless no version that the tag stands for can meet the file, and where another version is brought in (nvm, uv, pyenv, rustup, GOTOOLCHAIN, …) or the check is switched off. A file that only names a version is mentioned where nothing else asks for one.',
  },
  messages: {
    requires: '{file} asks for {tool} {wanted}, but the image has {version}. Choose a tag that meets it, or change what the file asks for.',
    names: '{file} names {tool} {wanted}, but the image has {version}: the project is built with another version than it is developed with. Use one version in both.',
  },
  check(file, report, { workspace, today }) {
    const context = file.stages.some(({ base }) => base.kind === 'image' && toolchainOf(base.image)) ? projectContext(file, workspace) : undefined;
    if (!context) return;
    for (const stage of file.stages) {
      const { base } = stage;
      const has = base.kind === 'image' ? toolchainOf(base.image) : undefined;
      if (base.kind !== 'image' || !has || !base.image.tagSpan || isGivenByCompose(base, file, workspace)) continue;
      const toolset = toolsets[has.tool];
      const own = file.stages.filter(({ chain }) => chain.includes(stage));
      const judged = new Set<string>();
      for (const asked of own.flatMap(({ instructions }) => instructions).flatMap((instruction) => askedFor(instruction, toolset, file, context))) {
        if (judged.has(asked.placed.path)) continue;
        judged.add(asked.placed.path);
        // What no version can meet (`~4 ~6`) says something else than was meant.
        if (intersects(asked.range, has.version, { loose: true }) || minVersion(asked.range) === null) continue;
        if (own.some((part) => isReplaced(part, toolset))) break;
        const { image, word } = base;
        // A version that is written out in the tag is marked alone; one that comes from a variable has the variable's place.
        const written = file.source.slice(image.tagSpan!) === image.tag;
        const start = image.tagSpan!.start + has.start;
        report(written ? { start, end: start + has.version.length } : image.tagSpan!, asked.file.kind, {
          data: { file: asked.placed.path, tool: toolset.label, wanted: asked.written, version: has.version },
          related: [{ span: asked.placed.span, message: `${asked.file.name} comes with this.` }],
          ...(asked.file.kind === 'names' ? { severity: 'info' as const } : {}),
          fixes: written && image.digest === undefined && word.variables.length === 0 ? renewed(image, asked, today) : [],
        });
        break;
      }
    }
  },
});

/** Whether a service of Compose gives a variable of the image's name another value. */
function isGivenByCompose({ word }: ImageSource, file: DockerfileModel, workspace: Workspace): boolean {
  if (word.variables.length === 0) return false;
  const given = givenArguments(workspace, file.uri);
  return word.variables.some(({ name }) => given.has(name));
}

function isReplaced({ instructions }: Stage, { replaced }: Toolset): boolean {
  return instructions.some(({ keyword, args, heredocs }) => (keyword === 'RUN' || keyword === 'ENV') && (replaced.test(args.text) || heredocs.some(({ content }) => replaced.test(content))));
}

/** What the files ask for that the commands of an instruction find where they run. */
function askedFor(instruction: Instruction, toolset: Toolset, file: DockerfileModel, context: BuildContext): Asked[] {
  if (!['RUN', 'CMD', 'ENTRYPOINT'].includes(instruction.keyword)) return [];
  const directories = new Set(commandsOf(instruction).filter(({ name }) => toolset.programs.test(name)).map(directoryOf));
  return [...directories].flatMap((directory) => (directory === undefined ? [] : (askedIn(directory, instruction, toolset, file, context) ?? [])));
}

function askedIn(directory: string, at: Instruction, toolset: Toolset, file: DockerfileModel, context: BuildContext): Asked | undefined {
  for (const each of toolset.files) {
    const placed = fileAt(joinPath(directory, each.name)!, at, file, context);
    const text = placed && context.text(placed.path);
    if (typeof text !== 'string') continue;
    const found = requiredVersion(each, text, (name) => context.text(placed!.path.slice(0, -each.name.length) + name) ?? undefined);
    if (found) return { ...found, file: each, placed: placed! };
  }
  return toolset.upwards && directory !== '/' ? askedIn(joinPath(directory, '..')!, at, toolset, file, context) : undefined;
}

/** The oldest release that meets what is asked for and is supported, on a distribution that has not ended either, since it was hardly published on such a one. */
function renewed(image: ImageReference, { range }: Asked, today: string): RuleFix[] {
  const components = componentsOf(image);
  const component = components.find(({ tagStart }) => tagStart === 0);
  if (!component || !image.tagSpan || !image.tag) return [];
  const successor = [...releasesOf(component.release.product)].reverse().find((release) => /^\d+(?:\.\d+)*$/.test(release.cycle) && lifeState(release, today, 0).kind === 'supported' && intersects(range, release.cycle, { loose: true }));
  const ended = components.filter((other) => other !== component && lifeState(other.release, today, 0).kind === 'ended');
  const renewals = [{ component, successor }, ...ended.map((other) => ({ component: other, successor: successorOf(other.release, today) }))];
  const tag = renewals.every((renewal): renewal is Renewal => renewal.successor !== undefined) ? retag(image, renewals) : undefined;
  return tag === undefined ? [] : [{ title: `Use ${image.name}:${tag}`, applicability: 'unsafe', edits: [{ span: image.tagSpan, newText: tag }] }];
}

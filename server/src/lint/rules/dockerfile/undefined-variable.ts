import { insertBefore } from '../../dockerfile/edits';
import { baseEnvironment, undefinedInShell, undefinedUses } from '../../dockerfile/undefined';
import type { UndefinedUse } from '../../dockerfile/undefined';
import type { DockerfileModel, KeyValue, VariableDefinition } from '../../dockerfile/model';
import { platformArguments } from '../../dockerfile/scope';
import { defineRule } from '../../rule';
import type { RuleFix, SpanEdit } from '../../rule';
import { hasOtherWord, nearest } from '../../text/nearest';

const platform: ReadonlySet<string> = new Set(platformArguments);

export const undefinedVariable = defineRule({
  name: 'undefined-variable',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { buildkit: ['UndefinedVar'], droast: ['DF062'] },
  fix: 'unsafe',
  options: {
    unknownBases: {
      default: false,
      description: 'Also report variables on base images whose environment is not known, as if they set nothing but PATH.',
    },
  },
  docs: {
    what: 'An instruction uses a variable that no ARG or ENV defines at that place.',
    why: 'It is replaced by nothing: a path loses a part, a label or a version is empty, and the build says nothing.',
    bad: 'FROM alpine:3.24\nENV PATH=$PAHT:/opt/bin\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV PATH=$PATH:/opt/bin\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions:
      'A base image may set variables that the file does not show. On one whose environment is not known, only names are reported that are nearly those of a defined variable, that are defined further down, or that are platform arguments. RUN, CMD and ENTRYPOINT leave variables to their shell.',
  },
  messages: {
    misspelt: 'Nothing defines {name} here, so it is replaced by nothing. Did you mean {nearest}?',
    late: '{name} is defined only further down, so here it is replaced by nothing. Move the definition up.',
    platform: '{name} must be declared in each stage that uses it; without "ARG {name}" it is empty here.',
    list: 'Nothing defines {name} here, so this list of directories has an empty entry, which means the current directory. Write the other entries alone.',
    default: 'Nothing defines {name}, and --build-arg cannot set what is not declared, so this is always its default. Declare ARG {name}, or write the value.',
    undefined: 'Nothing defines {name} here, so it is replaced by nothing. Define it by ARG or ENV.',
  },
  check(file, report, { options }) {
    const globals = new Set((file.whole ?? file).preamble.flatMap((instruction) => (instruction.keyword === 'ARG' ? instruction.pairs.map((pair) => pair.key.value) : [])));
    const shell = file.all('RUN').flatMap((instruction) => (instruction.stage ? undefinedInShell(instruction, platform, file.source.text) : []));
    for (const use of [...undefinedUses(file), ...shell]) {
      // arg-out-of-scope tells these.
      if (globals.has(use.name)) continue;
      const data = { name: use.name };
      if (platform.has(use.name)) {
        report(use.span, 'platform', { data, fixes: [declare(file, use)] });
        continue;
      }
      const known = baseEnvironment(use.instruction.stage!);
      if (known?.includes(use.name)) continue;
      const pair = ownPair(use);
      // `ARG NAME=${NAME:-x}` says the same as `ARG NAME=x`, and `ARG NAME=$NAME` the same as `ARG NAME`.
      if (pair && (use.operator !== undefined || (use.instruction.keyword === 'ARG' && isWhole(pair, use)))) continue;
      const list = pair && !known?.includes(use.name) ? listEdit(file, use) : undefined;
      if (pair && list && (known || options.unknownBases)) {
        report(use.span, 'list', { data, severity: 'info', fixes: [{ title: `Remove the empty ${use.name} from the list`, applicability: 'unsafe', edits: [list] }] });
        continue;
      }
      // What is made longer further down was there before, from a base image that is not known.
      const later = known || !isMadeLonger(use) ? definedLater(use) : undefined;
      // A base image that is not known may define what is made longer here.
      const meant = later || (pair && !known) ? undefined : misspelt(use);
      if (later) report(use.span, 'late', { data, related: later.nameSpan ? [{ span: later.nameSpan, message: 'It is defined here.' }] : [] });
      else if (meant !== undefined) {
        report(use.span, 'misspelt', { data: { ...data, nearest: meant }, fixes: [{ title: `Use ${meant}`, applicability: 'unsafe', edits: [{ span: use.nameSpan, newText: meant }] }] });
      } else if (known || options.unknownBases) {
        const hasDefault = use.operator !== undefined && /^:?[-+]$/.test(use.operator);
        report(use.span, hasDefault ? 'default' : 'undefined', { data, fixes: [declare(file, use)], ...(hasDefault ? { severity: 'info' as const } : {}) });
      }
    }
  },
});

/** The pair that gives the variable a value made from its own. */
function ownPair({ instruction, name, span }: UndefinedUse): KeyValue | undefined {
  return instruction.pairs.find((pair) => pair.key.value === name && pair.value && pair.value.span.start <= span.start && span.end <= pair.value.span.end);
}

/** The value is the variable and nothing else. */
function isWhole({ value }: KeyValue, { span }: UndefinedUse): boolean {
  return value !== undefined && value.span.start + (/^["']/.test(value.text) ? 1 : 0) === span.start && value.span.end - (/["']$/.test(value.text) ? 1 : 0) === span.end;
}

/** Deletes the variable with its colon in `NAME=$NAME:/x` and `NAME=/x:$NAME`. */
function listEdit(file: DockerfileModel, { span }: UndefinedUse): SpanEdit | undefined {
  const { text } = file.source;
  if (text[span.end] === ':') return { span: { start: span.start, end: span.end + 1 }, newText: '' };
  return text[span.start - 1] === ':' ? { span: { start: span.start - 1, end: span.end }, newText: '' } : undefined;
}

/** Whether a later ENV of the stage makes a new value from the old one, as of LD_LIBRARY_PATH. */
function isMadeLonger({ instruction, name }: UndefinedUse): boolean {
  return instruction.stage!.instructions.some((other) => other.keyword === 'ENV' && other.index >= instruction.index && other.pairs.some(({ key, value }) => key.value === name && value?.variables.some((use) => use.name === name)));
}

function definedLater({ instruction, name }: UndefinedUse): VariableDefinition | undefined {
  const definition = instruction.stage!.exit.scope.lookup(name);
  return definition?.instruction && definition.instruction.index > instruction.index ? definition : undefined;
}

/** A defined name that is one edit away, or two in a long one. Names that differ by a digit only are two variables. */
function misspelt({ instruction, name }: UndefinedUse): string | undefined {
  if (name.length < 3) return undefined;
  const names = instruction.before.scope.all().map((definition) => definition.name).filter((other) => other.replace(/\d/g, '') !== name.replace(/\d/g, '') && !hasOtherWord(name, other));
  return nearest(name, names, name.length < 8 ? 1 : 2);
}

function declare(file: DockerfileModel, use: UndefinedUse): RuleFix {
  return { title: `Declare ARG ${use.name} above`, applicability: 'unsafe', edits: [insertBefore(file, use.instruction, `ARG ${use.name}`)] };
}

import { imagesOf } from '../../dockerfile/images';
import { defineRule } from '../../rule';
import { givenArguments } from '../../workspace/arguments';

export const invalidImageReference = defineRule({
  name: 'invalid-image-reference',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { 'dockerfile-utils': ['INVALID_REFERENCE_FORMAT', 'BASE_NAME_EMPTY'], buildkit: ['InvalidDefaultArgInFrom'] },
  docs: {
    what: 'An image name breaks the grammar of image references, as written or with the defaults of its arguments.',
    why: 'The build stops at such a line: repository names are lower case, a tag is letters, digits, `_`, `.` and `-`, a digest is an algorithm and hexadecimal digits.',
    bad: 'FROM Alpine:3.24\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'A reference with an argument that has no default is judged only where the argument makes up the whole name: without a value on the command line the build fails. That is a note where it may be meant: the variable stands alone and its ARG has no default. Silent where a Compose service that builds the file passes the argument.',
  },
  messages: {
    invalid: '"{image}" is no image reference: {problem}',
    required: 'Without a value for {argument} this FROM has no image name, so every build must give one (--build-arg {argument}=…). If that is not meant, give the ARG a default.',
    noDefault: 'Without a value for {argument} this FROM has no valid image name. Give the ARG a default.',
  },
  check(file, report, { workspace }) {
    for (const { image, word } of imagesOf(file)) {
      if (!image.valid) report(word.span, 'invalid', { data: { image: image.text, problem: problemOf(image.path, image.tag, image.digest) } });
    }
    for (const stage of file.stages) {
      const { base } = stage;
      if (base.kind !== 'unknown' || base.word.variables.length === 0) continue;
      const given = givenArguments(workspace, file.uri);
      const open = base.word.variables.filter(({ name }) => !given.has(name));
      const missing = open.find((use) => use.definition?.kind === 'arg' && use.definition.value === undefined && use.definition.valueSpan === undefined && !use.operator);
      const culprit = missing ?? open.find((use) => use.definition?.value === '');
      if (!culprit || !breaksWithout(withValues(base.word.text, given))) continue;
      if (missing && isWhole(base.word.text)) report(base.word.span, 'required', { severity: 'info', data: { argument: missing.name } });
      else report(base.word.span, 'noDefault', { severity: 'warning', data: { argument: culprit.name } });
    }
  },
});

/** One variable and nothing else. */
function isWhole(text: string): boolean {
  return /^["']?(?:\$\w+|\$\{\w+\})["']?$/.test(text);
}

/** A value stands for what somebody passes. */
function withValues(text: string, given: ReadonlySet<string>): string {
  return text.replace(/\$\{(\w+)\}|\$(\w+)/g, (use, braced?: string, plain?: string) => (given.has(braced ?? plain!) ? 'x' : use));
}

/** With nothing in place of its plain variables, is what is left still a name? `alpine:$TAG` leaves "alpine:", which is none; `$REGISTRY/alpine` leaves "/alpine". */
function breaksWithout(text: string): boolean {
  const rest = text.replace(/\$\{\w+\}|\$\w+/g, '').replace(/^["']|["']$/g, '');
  return !/[$]/.test(rest) && !/^[a-z0-9]+(?:[._/-][a-z0-9]+)*(?::[\w.-]+)?$/.test(rest);
}

function problemOf(path: string, tag: string | undefined, digest: string | undefined): string {
  if (/[A-Z]/.test(path)) return `a repository name must be lower case. Write ${path.toLowerCase()}.`;
  if (tag === '') return 'the tag after the colon is empty. Name a tag or drop the colon.';
  if (digest !== undefined && !/^[a-z0-9+._-]+:[0-9a-fA-F]{32,}$/.test(digest)) return 'a digest is an algorithm, a colon and hexadecimal digits, such as sha256: and 64 digits.';
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return 'a tag is at most 128 letters, digits, "_", "." and "-".';
  return 'names are lower-case letters and digits, separated by ".", "_", "-" or "/".';
}

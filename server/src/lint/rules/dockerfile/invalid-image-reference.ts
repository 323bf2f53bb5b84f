import { openBase } from '../../dockerfile/base-arguments';
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
    exceptions: 'A reference with an argument whose default is empty is judged where nothing valid is left of it. Silent where a Compose service that builds the file passes the argument. An ARG without a default is for `base-without-default`.',
  },
  messages: {
    invalid: '"{image}" is no image reference: {problem}',
    noDefault: 'Without a value for {argument} this FROM has no valid image name. Give the ARG a default that is not empty.',
  },
  check(file, report, { workspace }) {
    for (const { image, word } of imagesOf(file)) {
      if (!image.valid) report(word.span, 'invalid', { data: { image: image.text, problem: problemOf(image.path, image.tag, image.digest) } });
    }
    const given = givenArguments(workspace, file.uri);
    for (const stage of file.stages) {
      const open = openBase(stage, given);
      if (open?.default === 'empty') report(open.base.word.span, 'noDefault', { severity: 'warning', data: { argument: open.use.name } });
    }
  },
});

function problemOf(path: string, tag: string | undefined, digest: string | undefined): string {
  if (/[A-Z]/.test(path)) return `a repository name must be lower case. Write ${path.toLowerCase()}.`;
  if (tag === '') return 'the tag after the colon is empty. Name a tag or drop the colon.';
  if (digest !== undefined && !/^[a-z0-9+._-]+:[0-9a-fA-F]{32,}$/.test(digest)) return 'a digest is an algorithm, a colon and hexadecimal digits, such as sha256: and 64 digits.';
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) return 'a tag is at most 128 letters, digits, "_", "." and "-".';
  return 'names are lower-case letters and digits, separated by ".", "_", "-" or "/".';
}

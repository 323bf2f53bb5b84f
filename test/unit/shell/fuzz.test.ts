import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import type { ShellCommand, ShellWord } from '../../../server/src/lint/shell/model';
import { installsOf } from '../../../server/src/lint/shell/managers';
import { parseOptions } from '../../../server/src/lint/shell/options';
import { commandsOf, scriptsOf } from '../../../server/src/lint/shell/scripts';
import type { Span } from '../../../server/src/lint/text/span';

const seeds = [
  'FROM a\nARG V=1\nENV L="a b"\nRUN apt-get update && \\\n  # c\n  sudo env A=$V apt-get -qy install "foo=$V" $L \\\n && x=`date \\`y\\`` && (a | b) & if [ -f x ]; then y; else z; fi',
  'FROM a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN sh -c "bash -c \'a \\"b\\" $(c)\' \\$(d)" && eval "e f" && find / -exec g {} \\; && for i in {a,b} $(h); do j <(k) >l; done',
  "FROM a\r\nRUN <<-'EOF' cat | sh -e\r\n\ta $(b) <<X\r\n\tc\r\n\tX\r\n\tEOF\r\nRUN <<E\n#!/bin/bash\nf() { local x=${1:-$y}; }\nE\n",
  'FROM a\nCMD ["sh", "-c", "a \\"b\\" \\u0041 && exec c $D"]\nHEALTHCHECK --interval=1s CMD curl -f $(x) || exit 1\nONBUILD RUN pip install -r x "y>=1" && npm i -g @a/b@1',
  'FROM a\nRUN [[ $x =~ ^(a|b)$ ]] && ((i++)) || case $(a) in b|c) ;; esac; coproc d; ${ e; }; time -p ! f; select g in h; do i; done',
];
const scraps = ['"', "'", '`', '$(', ')', '\\', '\n', '\\\n', '<<E\n', '${', '}', ';', '&&', '|', ' ', '#', '<(', '((', '$', '\0', '\uD800', 'é', '\t', '{', '[[', 'sh -c ', "$'", '\r\n', 'do', 'fi', '=', '-'];

/** A small generator with a seed: a failing text can be made again. */
function random(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function check(text: string): void {
  const model = parseDockerfile(text, 'file:///Dockerfile');
  const inside = (span: Span): void => assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${span.start}..${span.end} of ${text.length}`);
  const word = (item: ShellWord): void => {
    inside(item.span);
    if (item.literal !== undefined) assert.equal(item.value, item.literal);
    if (item.value !== undefined) assert.ok(item.splits);
    assert.ok(Array.isArray(item.variables));
  };
  const command = (item: ShellCommand): void => {
    inside(item.span);
    item.words.forEach(word);
    item.wrappers.forEach((wrapper) => [wrapper.word, ...wrapper.args].forEach(word));
    for (const assignment of item.assignments) {
      inside(assignment.span);
      if (assignment.value) word(assignment.value);
    }
    for (const redirection of item.redirections) {
      inside(redirection.span);
      if (redirection.target) word(redirection.target);
    }
    assert.equal(item.script.commands.filter((other) => other.script === item.script)[item.index], item);
    parseOptions(item);
    for (const found of installsOf(item)?.packages ?? []) inside(found.word.span);
  };
  for (const instruction of model.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK')) {
    for (const script of scriptsOf(instruction)) {
      inside(script.span);
      inside(script.toSpan(0, script.text.length));
      for (const error of script.errors) inside(error.span);
      for (const pipeline of script.pipelines) inside(pipeline.span);
    }
    commandsOf(instruction).forEach(command);
  }
}

function checked(text: string): void {
  try {
    check(text);
  } catch (error) {
    throw new Error(`${JSON.stringify(text)}: ${String(error)}`, { cause: error });
  }
}

describe('any text', () => {
  it('cut off anywhere', () => {
    for (const seed of seeds) for (let length = 0; length <= seed.length; length++) checked(seed.slice(0, length));
  });

  it('with pieces put in', () => {
    const next = random(1);
    for (let round = 0; round < 1500; round++) {
      let text = seeds[next(seeds.length)]!;
      for (let edits = 1 + next(4); edits > 0; edits--) {
        const at = next(text.length);
        text = text.slice(0, at) + scraps[next(scraps.length)]! + text.slice(at + next(3));
      }
      checked(text);
    }
  });

  it('with pieces taken out and moved', () => {
    const next = random(2);
    for (let round = 0; round < 800; round++) {
      const text = seeds[next(seeds.length)]!;
      const other = seeds[next(seeds.length)]!;
      const at = next(text.length);
      const from = next(other.length);
      checked(text.slice(0, at) + other.slice(from, from + next(60)) + text.slice(at + next(20)));
    }
  });

  it('made of scraps', () => {
    const next = random(3);
    for (let round = 0; round < 800; round++) checked(`FROM a\nRUN ${Array.from({ length: 1 + next(30) }, () => scraps[next(scraps.length)]!).join('')}`);
  });
});

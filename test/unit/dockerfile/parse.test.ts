import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import type { DockerfileModel, Instruction } from '../../../server/src/lint/dockerfile/model';

function parse(text: string): DockerfileModel {
  return parseDockerfile(text, 'file:///Dockerfile');
}

function only(text: string): Instruction {
  return parse(text).instructions[0]!;
}

describe('instructions', () => {
  it('have their word in upper case and know whether it is one', () => {
    const { instructions } = parse('from a\nRun b\nFOO c\n');
    assert.deepEqual(instructions.map(({ keyword, known }) => [keyword, known]), [['FROM', true], ['RUN', true], ['FOO', false]]);
  });

  it('have exact spans, through continuation lines and heredocs', () => {
    const text = '  RUN --mount=type=cache,target=/x \\\n  # note\n  cat <<A && \\\n  b\nbody\nA\nFROM x';
    const { source, instructions } = parse(text);
    const [run, from] = instructions;
    assert.equal(source.slice(run!.span), text.slice(2, text.indexOf('\nFROM')));
    assert.equal(source.slice(run!.lineSpan), text.slice(2, text.indexOf('\nbody')));
    assert.equal(source.slice(run!.keywordSpan), 'RUN');
    assert.equal(source.slice(run!.flags[0]!.span), '--mount=type=cache,target=/x');
    assert.equal(source.slice(run!.flags[0]!.nameSpan), 'mount');
    assert.equal(run!.args.text.replace(/\s+/g, ' '), 'cat <<A && b');
    assert.equal(source.slice(from!.span), 'FROM x');
  });

  it('in exec form have the elements as words', () => {
    const copy = only('COPY ["a b", "$X", "/c"]');
    assert.deepEqual(copy.words.map((word) => word.value), ['a b', '$X', '/c']);
    assert.equal(copy.words[1]!.variables[0]!.name, 'X');
    assert.deepEqual(only('CMD ["a", "$X"]').words.map((word) => [word.resolved, word.variables.length]), [['a', 0], ['$X', 0]]);
    assert.deepEqual(only('HEALTHCHECK --interval=1s CMD ["a"]').exec?.elements.map((element) => element.value), ['a']);
    assert.equal(only('CMD [a]').exec, undefined);
    assert.deepEqual(parse('CMD ["a", 1]').errors.map((error) => error.code), ['json-not-strings']);
  });

  it('ENV and LABEL have pairs, or one legacy pair', () => {
    assert.deepEqual(only(`ENV A=b "C d"='e f' G=`).pairs.map((pair) => [pair.key.value, pair.value?.value, pair.form]), [['A', 'b', 'equals'], ['C d', 'e f', 'equals'], ['G', '', 'equals']]);
    assert.deepEqual(only('LABEL a b  c=d').pairs.map((pair) => [pair.key.value, pair.value?.value, pair.form]), [['a', 'b  c=d', 'legacy']]);
    assert.deepEqual(parse('FROM a\nENV A=b c').errors.map((error) => error.code), ['missing-equals']);
    assert.deepEqual(parse('FROM a\nENV A').errors.map((error) => error.code), ['env-two-arguments']);
  });

  it('ARG has names with and without values', () => {
    assert.deepEqual(only('ARG A B=c D="e f"').pairs.map((pair) => [pair.key.value, pair.value?.value]), [['A', undefined], ['B', 'c'], ['D', 'e f']]);
  });

  it('RUN has its mounts', () => {
    const { source, instructions } = parse('RUN --mount=type=cache,target=/x,ro --mount=from=a,src=/b,target=/c true');
    const [first, second] = instructions[0]!.mounts;
    assert.deepEqual([first!.type, first!.option('dst', 'target')?.value, first!.option('ro')?.value], ['cache', '/x', undefined]);
    assert.equal(second!.type, 'bind');
    assert.equal(source.slice(second!.option('from')!.valueSpan!), 'a');
  });

  it('COPY has sources without heredocs, and a destination', () => {
    const copy = only('COPY a <<EOF b /x/\nc\nEOF\n');
    assert.deepEqual(copy.copy?.sources.map((word) => word.value), ['a', 'b']);
    assert.equal(copy.copy?.destination?.value, '/x/');
  });

  it('ONBUILD has a trigger with exact spans and state of its own', () => {
    const { source, instructions, all } = parse('FROM a\nUSER app\nONBUILD COPY --chown=x a \\\n  b\n');
    const trigger = instructions[2]!.trigger!;
    assert.equal(trigger.keyword, 'COPY');
    assert.equal(source.slice(trigger.span), 'COPY --chown=x a \\\n  b');
    assert.equal(trigger.before.user?.user, 'app');
    assert.equal(trigger.onbuild, instructions[2]);
    assert.deepEqual(all('COPY'), [trigger]);
    assert.equal(only('ONBUILD ONBUILD RUN x').trigger?.trigger, undefined);
  });

  it('are always the same list for the same keywords', () => {
    const { all } = parse('FROM a\nRUN b\nCMD c\n');
    assert.equal(all('RUN', 'CMD'), all('RUN', 'CMD'));
    assert.equal(all('RUN').length, 1);
  });
});

describe('stages', () => {
  const model = parse(
    [
      'ARG BASE=debian:13', 'FROM $BASE AS Build', 'USER 1000', 'WORKDIR /src', 'SHELL ["/bin/bash", "-c"]', 'FROM build AS test', 'USER app:staff', 'WORKDIR lib', 'FROM scratch AS unused', 'RUN x',
      'FROM alpine', 'COPY --from=0 /a /a', 'COPY --from=TEST /a /a', 'RUN --mount=type=bind,from=test,target=/x true', 'COPY --from=busybox:1 /b /b', 'COPY --from=9 /b /b', 'COPY --from=$X /b /b',
    ].join('\n'),
  );
  const [build, test, unused, final] = model.stages;

  it('have names in lower case, a base, a chain', () => {
    assert.deepEqual(model.stages.map((stage) => stage.name), ['build', 'test', 'unused', undefined]);
    assert.equal(build!.base.kind === 'image' && build!.base.image.text, 'debian:13');
    assert.equal(test!.parent, build);
    assert.deepEqual(test!.chain, [test, build]);
    assert.equal(unused!.base.kind, 'scratch');
    assert.deepEqual(model.preamble.map((instruction) => instruction.keyword), ['ARG']);
  });

  it('are reachable from the last one through FROM, COPY --from and mounts', () => {
    assert.deepEqual(model.stages.map((stage) => stage.reachable), [true, true, false, true]);
    assert.deepEqual(model.stages.map((stage) => stage.final), [false, false, false, true]);
    assert.equal(model.finalStage, final);
  });

  it('know USER, WORKDIR and SHELL in force, through the chain', () => {
    assert.deepEqual([build!.exit.user?.user, build!.exit.workdir?.path, build!.exit.shell.words], ['1000', '/src', ['/bin/bash', '-c']]);
    assert.deepEqual([test!.exit.user?.user, test!.exit.user?.group, test!.exit.workdir?.path], ['app', 'staff', '/src/lib']);
    assert.deepEqual(test!.exit.shell.words, ['/bin/bash', '-c']);
    assert.equal(final!.exit.user, undefined);
    assert.equal(final!.exit.workdir, undefined);
    assert.deepEqual(final!.exit.shell.words, ['/bin/sh', '-c']);
    assert.equal(test!.instructions[0]!.before.user?.user, '1000');
  });

  it('are found by number, by name in any case, and are not taken for images', () => {
    const sources = final!.instructions.flatMap((instruction) => instruction.copy?.from ?? []);
    assert.deepEqual(sources.map((source) => source.kind), ['stage', 'stage', 'image', 'no-stage', 'unknown']);
    assert.equal(sources[1]!.kind === 'stage' && sources[1]!.stage, test);
  });

  it('that come later are images for FROM', () => {
    const later = parse('FROM b AS a\nFROM alpine AS b\n');
    assert.equal(later.stages[0]!.base.kind, 'image');
  });

  it('run Windows where the image, the platform or the escape character says so', () => {
    const os = (text: string): string | undefined => parse(text).stages[0]?.os;
    assert.equal(os('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022'), 'windows');
    assert.equal(os('FROM python:3.13-windowsservercore-ltsc2022'), 'windows');
    assert.equal(os('FROM --platform=windows/amd64 acme/app'), 'windows');
    assert.equal(os('# escape=`\nFROM $BASE'), 'windows');
    assert.equal(os('FROM debian'), 'linux');
    assert.deepEqual(parse('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022').stages[0]!.exit.shell.words, ['cmd', '/S', '/C']);
  });

  it('lose what a variable makes unknown', () => {
    const stage = parse('FROM debian\nUSER $U\nWORKDIR $D\nWORKDIR x\n').stages[0]!;
    assert.equal(stage.exit.user?.user, undefined);
    assert.ok(stage.exit.user);
    assert.equal(stage.exit.workdir?.path, undefined);
    assert.equal(parse('FROM scratch\nWORKDIR a/../b\n').stages[0]!.exit.workdir?.path, '/b');
    assert.equal(parse('# escape=`\nFROM debian\nWORKDIR C:\\app\n').stages[0]!.exit.workdir?.path, 'C:\\app');
  });
});

describe('any text', () => {
  it('yields a model', () => {
    for (const text of ['', '\0', '\\', '\\\n\\\n', 'FROM', 'FROM \\', 'ONBUILD', 'ONBUILD ONBUILD', 'COPY', 'ENV', '[', '"', '${', '\ufeff', 'RUN <<', 'RUN <<-', 'HEALTHCHECK CMD', 'FROM ${', 'LABEL "', 'RUN --mount', 'RUN --mount=', '\ud800']) {
      const model = parse(text);
      assert.equal(model.source.text, text);
      for (const { span } of [...model.instructions, ...model.errors]) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, JSON.stringify(text));
    }
  });
});

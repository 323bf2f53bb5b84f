import assert from 'node:assert/strict';
import { attributeLayers, similarity } from '../../../server/src/scan/attribute';
import type { HistoryEntry, ImageConfig } from '../../../server/src/scan/types';

const uri = 'file:///project/Dockerfile';

/** A history line; a leading "-" marks an entry without a layer. */
function history(lines: readonly string[]): HistoryEntry[] {
  return lines.map((line) => ({ createdBy: line.replace(/^-/, ''), emptyLayer: line.startsWith('-') }));
}

function config(lines: readonly string[], layers?: number): ImageConfig {
  const entries = history(lines);
  const count = layers ?? entries.filter((entry) => !entry.emptyLayer).length;
  return {
    architecture: 'amd64', os: 'linux', history: entries, diffIds: Array.from({ length: count }, (_, i) => `sha256:${i}`), env: [], exposedPorts: [], volumes: [], labels: {},
  };
}

/** "line confidence" for every layer; the line is one-based. */
function lines(dockerfile: string, historyLines: readonly string[], target?: string): string[] {
  return attributeLayers(config(historyLines), { uri, text: dockerfile, ...(target ? { target } : {}) }).map((layer) => `${layer.instruction ? layer.instruction.range.start.line + 1 : '-'} ${layer.confidence}`);
}

const debian = ['ADD file:0d7dd8c1 in / ', '-CMD ["bash"]'];
const debianBuildkit = ['# debian.sh --arch amd64 out/ bookworm', '-CMD ["bash"]'];

describe('attributeLayers', () => {
  it('aligns the history of BuildKit', () => {
    const dockerfile = [
      'ARG V=12',
      'FROM debian:$V',
      'ARG DEBIAN_FRONTEND=noninteractive',
      'ENV LANG=C.UTF-8 APP="/srv/my app"',
      'WORKDIR /srv/app',
      'RUN apt-get update && \\',
      '    # a comment inside',
      '    apt-get install -y   curl',
      'COPY --chown=1000:1000 package.json package-lock.json ./',
      'USER 1000',
      'EXPOSE 8080',
      'CMD ["node", "server.js"]',
    ].join('\n');
    assert.deepEqual(
      lines(dockerfile, [
        ...debianBuildkit,
        '-ARG DEBIAN_FRONTEND=noninteractive',
        '-ENV LANG=C.UTF-8 APP=/srv/my app',
        'WORKDIR /srv/app',
        'RUN |1 DEBIAN_FRONTEND=noninteractive /bin/sh -c apt-get update &&     apt-get install -y   curl # buildkit',
        'COPY --chown=1000:1000 package.json package-lock.json ./ # buildkit',
        '-USER 1000',
        '-EXPOSE map[8080/tcp:{}]',
        '-CMD ["node" "server.js"]',
      ]),
      ['2 base', '5 aligned', '6 aligned', '9 aligned'],
    );
  });

  it('aligns the history of the classic builder, whose copies are named by hash', () => {
    const dockerfile = 'FROM debian:12\nCOPY a.txt /srv/\nRUN echo one\nCOPY b.txt /opt/b\nRUN echo two\nCMD node server.js\n';
    assert.deepEqual(
      lines(dockerfile, [
        '/bin/sh -c #(nop) ADD file:0d7dd8c1 in / ',
        '-/bin/sh -c #(nop)  CMD ["bash"]',
        '/bin/sh -c #(nop) COPY file:1a2b in /srv/ ',
        '/bin/sh -c echo one',
        '/bin/sh -c #(nop) COPY file:3c4d in /opt/b ',
        '/bin/sh -c echo two',
        '-/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "node server.js"]',
      ]),
      ['1 base', '2 aligned', '3 aligned', '4 aligned', '5 aligned'],
    );
  });

  it('aligns the history of buildah and podman', () => {
    const dockerfile = 'FROM alpine:3.24\nENV A=b\nCOPY x /y\nRUN apk add curl\n';
    assert.deepEqual(lines(dockerfile, ['/bin/sh -c #(nop) ADD file:9f in / ', '-/bin/sh -c #(nop) ENV A=b', '/bin/sh -c #(nop) COPY file:aa in /y ', '/bin/sh -c apk add curl']), ['1 base', '3 aligned', '4 aligned']);
  });

  it('follows the chain of stages and leaves other stages out', () => {
    const dockerfile = 'FROM golang:1.26 AS build\nRUN go build\nFROM debian:12 AS common\nRUN apt-get update\nFROM common\nCOPY --from=build /app /app\nRUN apt-get update\n';
    assert.deepEqual(lines(dockerfile, [...debian, 'RUN /bin/sh -c apt-get update # buildkit', 'COPY /app /app # buildkit', 'RUN /bin/sh -c apt-get update # buildkit']), [
      '3 base', '4 aligned', '6 aligned', '7 aligned',
    ]);
  });

  it('attributes for a target stage', () => {
    const dockerfile = 'FROM debian:12 AS one\nRUN echo one\nFROM one AS two\nRUN echo two\n';
    assert.deepEqual(lines(dockerfile, [...debian, 'RUN /bin/sh -c echo one # buildkit'], 'one'), ['1 base', '2 aligned']);
  });

  it('takes the latest of equal instructions, since the Dockerfile is the end of the history', () => {
    assert.deepEqual(lines('FROM base\nRUN apt-get update\n', ['RUN /bin/sh -c apt-get update # buildkit', 'RUN /bin/sh -c apt-get update # buildkit']), ['1 base', '2 aligned']);
  });

  it('reads heredocs, exec forms and other shells', () => {
    const dockerfile = 'FROM debian:12\nRUN <<EOF\nset -e\n\techo hi\nEOF\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nRUN ["apt-get", "update"]\nCOPY <<CONF /etc/x\nk=v\nCONF\n';
    assert.deepEqual(
      lines(dockerfile, [
        ...debian,
        'RUN /bin/sh -c set -e\n\techo hi\n # buildkit',
        '-SHELL [/bin/bash -o pipefail -c]',
        'RUN /bin/bash -o pipefail -c a | b # buildkit',
        'RUN apt-get update # buildkit',
        'COPY CONF /etc/x # buildkit',
      ]),
      ['1 base', '2 aligned', '7 aligned', '8 aligned', '9 aligned'],
    );
  });

  it('says inferred where a value comes from outside the file', () => {
    assert.deepEqual(lines('FROM debian:12\nARG SRC\nCOPY $SRC /app/\n', [...debian, '-ARG SRC=src', 'COPY src /app/ # buildkit']), ['1 base', '3 inferred']);
  });

  it('says inferred for an instruction that was edited since the build, and keeps its neighbours', () => {
    const dockerfile = 'FROM debian:12\nRUN echo one\nRUN echo changed\nRUN echo three\n';
    assert.deepEqual(lines(dockerfile, [...debian, 'RUN /bin/sh -c echo one # buildkit', 'RUN /bin/sh -c echo two # buildkit', 'RUN /bin/sh -c echo three # buildkit']), [
      '1 base', '2 aligned', '3 inferred', '4 aligned',
    ]);
  });

  it('keeps a layer whose instruction was deleted with its neighbour, and says so', () => {
    const [, , layer] = attributeLayers(config([...debian, 'RUN /bin/sh -c echo one # buildkit', 'RUN /bin/sh -c echo two # buildkit', 'COPY a /b # buildkit']), {
      uri, text: 'FROM debian:12\nRUN echo one\nCOPY a /b\n',
    });
    assert.equal(layer?.confidence, 'inferred');
    assert.match(layer?.reason ?? '', /the Dockerfile lacks: RUN .*echo two/);
  });

  it('does not tell layers of a squashed image apart', () => {
    const found = attributeLayers(config([...debian, 'RUN /bin/sh -c echo one # buildkit'], 1), { uri, text: 'FROM debian:12\nRUN echo one\n' });
    assert.deepEqual(found.map((layer) => layer.confidence), ['inferred']);
    assert.match(found[0]?.reason ?? '', /2 layers and the image has 1/);
  });

  it('gives everything to the base image where the Dockerfile is not the one', () => {
    assert.deepEqual(lines('FROM debian:12\nRUN other\n', [...debian, 'COPY x /y # buildkit']), ['1 base', '1 base']);
  });

  it('gives everything to the base image where there is no Dockerfile', () => {
    assert.deepEqual(attributeLayers(config(debian), undefined), [{ confidence: 'base', reason: 'no Dockerfile was given' }]);
  });

  it('names a missing stage', () => {
    const [layer] = attributeLayers(config(debian), { uri, text: 'FROM debian:12\n', target: 'nope' });
    assert.match(layer?.reason ?? '', /no stage nope/);
  });

  it('resolves a relative WORKDIR and a copy into it', () => {
    const dockerfile = 'FROM scratch\nWORKDIR /a\nWORKDIR b\nCOPY f ./\n';
    assert.deepEqual(lines(dockerfile, ['WORKDIR /a', 'WORKDIR /a/b', '/bin/sh -c #(nop) COPY file:12 in /a/b/ ']), ['2 aligned', '3 aligned', '4 aligned']);
  });

  it('survives long histories', () => {
    const count = 400;
    const dockerfile = `FROM debian:12\n${Array.from({ length: count }, (_, i) => `RUN echo ${i}`).join('\n')}\n`;
    const found = lines(dockerfile, [...debian, ...Array.from({ length: count }, (_, i) => `RUN /bin/sh -c echo ${i} # buildkit`)]);
    assert.equal(found[count], `${count + 1} aligned`);
  });
});

describe('similarity', () => {
  const dockerfile = { uri, text: 'FROM debian:12\nRUN echo one\nRUN echo two\n' };

  it('is 1 for the image of the file and lower for an older one', () => {
    assert.equal(similarity(history([...debian, 'RUN /bin/sh -c echo one # buildkit', 'RUN /bin/sh -c echo two # buildkit']), dockerfile), 1);
    assert.equal(similarity(history([...debian, 'RUN /bin/sh -c echo one # buildkit']), dockerfile), 0.5);
    assert.equal(similarity(history(debian), dockerfile), 0);
  });

  it('is 0 for a file without instructions of its own', () => {
    assert.equal(similarity(history(debian), { uri, text: 'FROM debian:12\n' }), 0);
  });
});

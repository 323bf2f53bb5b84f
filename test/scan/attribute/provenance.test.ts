import assert from 'node:assert/strict';
import { attributeLayers } from '../../../server/src/scan/attribute';
import { readProvenance } from '../../../server/src/scan/attribute/provenance';
import type { ImageConfig } from '../../../server/src/scan/types';

const dockerfile = 'FROM debian:12\nRUN ./install.sh\n\nCOPY a \\\n  /b\n';
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const at = (first: number, last: number) => ({ locations: [{ ranges: [{ start: { line: first }, end: { line: last } }] }] });

/** As BuildKit writes it with mode=max: steps with the chains of layers that they ended with. */
const metadata = {
  source: { locations: { step0: at(1, 1), step1: at(2, 2), step2: at(4, 5) }, infos: [{ filename: 'Dockerfile', data: Buffer.from(dockerfile).toString('base64') }] },
  layers: {
    'step0:0': [[{ digest: digest('a') }, { digest: digest('b') }]],
    'step1:0': [[{ digest: digest('a') }, { digest: digest('b') }, { digest: digest('c') }]],
    'step2:0': [[{ digest: digest('a') }, { digest: digest('b') }, { digest: digest('c') }, { digest: digest('d') }]],
  },
};
const slsa1 = { predicateType: 'https://slsa.dev/provenance/v1', predicate: { runDetails: { metadata: { buildkit_metadata: metadata } } } };
const slsa02 = { predicateType: 'https://slsa.dev/provenance/v0.2', predicate: { metadata: { 'https://mobyproject.org/buildkit@v1#metadata': metadata } } };

/** History in which the RUN's text says nothing of the file's. */
const config: ImageConfig = {
  architecture: 'amd64', os: 'linux', env: [], exposedPorts: [], volumes: [], labels: {}, diffIds: ['1', '2', '3', '4'].map((id) => `sha256:${id}`),
  history: ['one', 'two', 'three', 'four'].map((createdBy) => ({ createdBy, emptyLayer: false })),
};
const layerBlobs = ['a', 'b', 'c', 'd'].map((letter) => `blobs/sha256/${letter.repeat(64)}`);
const attribute = (provenance: readonly unknown[], text = dockerfile): string[] =>
  attributeLayers(config, { uri: 'file:///Dockerfile', text }, { provenance, layerBlobs }).map(({ confidence, instruction }) => `${instruction ? instruction.range.start.line + 1 : '-'} ${confidence}`);

describe('provenance', () => {
  it('maps layers to lines in both versions of SLSA', () => {
    for (const statement of [slsa1, slsa02]) {
      const map = readProvenance([{}, statement]);
      assert.equal(map?.dockerfile, dockerfile);
      assert.deepEqual(map?.lines.get(digest('c')), { first: 2, last: 2 });
      assert.deepEqual(map?.lines.get(digest('d')), { first: 4, last: 5 });
    }
  });

  it('makes attribution exact, and leaves the base image to the history', () => {
    assert.deepEqual(attribute([slsa1]), ['1 base', '1 base', '2 exact', '4 exact']);
    assert.deepEqual(attribute([]), ['1 base', '1 base', '1 base', '1 base']);
  });

  it('counts for the very Dockerfile that was built only', () => {
    assert.deepEqual(attribute([slsa1], `${dockerfile}# edited\n`), ['1 base', '1 base', '1 base', '1 base']);
  });

  it('gives a layer that two steps end with to the step with the shorter chain', () => {
    const twice = { source: metadata.source, layers: { 'step2:0': metadata.layers['step2:0'], 'step1:0': [...metadata.layers['step1:0'], metadata.layers['step2:0'][0]] } };
    const map = readProvenance([{ predicate: { runDetails: { metadata: { buildkit_metadata: twice } } } }]);
    assert.deepEqual(map?.lines.get(digest('c')), { first: 2, last: 2 });
  });

  it('ignores what is no provenance, or says too little', () => {
    for (const statement of [null, 1, 'x', [], {}, { predicate: 1 }, { predicate: { runDetails: { metadata: { buildkit_metadata: { layers: {}, source: {} } } } } }]) assert.equal(readProvenance([statement]), undefined);
    const broken = { source: { infos: [{ data: '%%%' }], locations: { step1: { locations: 'x' } } }, layers: { 'step1:0': 'x' } };
    assert.equal(readProvenance([{ predicate: { runDetails: { metadata: { buildkit_metadata: broken } } } }]), undefined);
    const negative = { source: { ...metadata.source, locations: { step1: at(-1, 0) } }, layers: metadata.layers };
    assert.equal(readProvenance([{ predicate: { runDetails: { metadata: { buildkit_metadata: negative } } } }]), undefined);
  });
});

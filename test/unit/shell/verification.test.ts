import assert from 'node:assert/strict';
import { verificationOf } from '../../../server/src/lint/shell/verification';
import { run } from './support';

describe('verificationOf', () => {
  const cases: [string, string | undefined][] = [
    ['sha256sum -c x', 'sha256'], ['sha512sum --check --strict x', 'sha512'], ['sha256sum -sc x', 'sha256'], ['sha256sum x', undefined], ['md5sum -c x', 'md5'], ['b2sum -c x', 'b2'],
    ['shasum -c x', 'sha1'], ['shasum -a 256 -c x', 'sha256'], ['shasum -a256 --check x', 'sha256'], ['shasum --algorithm=512 -c x', 'sha512'], ['shasum x', undefined],
    ['gpg --batch --verify a b', 'signature'], ['gpg --import x', undefined], ['gpgv a b', 'signature'], ['cosign verify-blob x', 'signature'], ['cosign sign x', undefined], ['minisign -Vm x', 'signature'],
    ['tar xf x', undefined],
  ];
  for (const [script, algorithm] of cases) it(script, () => assert.equal(verificationOf(run(script).commands[0]!)?.algorithm, algorithm));
});

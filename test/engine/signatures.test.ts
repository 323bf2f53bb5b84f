/** Signatures in a registry as people run one, with a login, in place of the fake one of the other tests. */
import assert from 'node:assert/strict';
import { RepositoryClient } from '../../server/src/scan/registry/client';
import { repositoryOf } from '../../server/src/scan/registry/repository';
import { publicKeys } from '../../server/src/scan/signatures/keys';
import type { Verification } from '../../server/src/scan/signatures/types';
import { verifyImage } from '../../server/src/scan/signatures/verify';
import { TemporaryDirectory } from '../helpers/image-builder';
import { RealRegistry } from '../helpers/real-registry';
import { envelopeBundle, keyPair, messageBundle, SignedRepository, signed, simpleLayer, simplePayload } from '../helpers/signatures';
import { skip } from '../helpers/skip';

const { PLIMSOLL_TEST_REGISTRY: program = '' } = process.env;

describe('signatures in a real registry', function () {
  this.timeout(60_000);
  const directory = new TemporaryDirectory();
  const pair = keyPair();
  let registry: RealRegistry | undefined;

  before(async function () {
    if (program === '') skip(this, 'no registry: npm test installs one');
    registry = await RealRegistry.start(program, directory);
  });
  after(async () => {
    await registry?.stop();
    directory.remove();
  });

  async function verify(name: string, key = pair, home = registry!.home): Promise<Verification> {
    const normalized = `${registry!.host}/${name}`;
    return verifyImage({ text: name, normalized, tag: '1.0' }, new RepositoryClient(repositoryOf(normalized), { home, environment: {} }), { keys: publicKeys(key.publicKey, 'cosign.pub') });
  }

  async function simple(name: string, of = (repository: SignedRepository): string => repository.digest): Promise<void> {
    const repository = new SignedRepository(name, { index: name.endsWith('index'), text: name });
    const payload = simplePayload(of(repository), `${registry!.host}/${name}`);
    await registry!.push(repository.tagged(simpleLayer(payload, signed(payload, pair))).contents);
  }

  it("are verified in cosign's form, of an image and of an index", async () => {
    await simple('team/app');
    await simple('team/index');
    assert.equal((await verify('team/app')).outcome, 'verified');
    const { outcome, index } = await verify('team/index');
    assert.deepEqual([outcome, index], ['verified', true]);
    assert.equal((await verify('team/app', keyPair())).outcome, 'wrongly-signed');
  });

  it('are verified as bundles, which are listed under a tag: the registry has no list of its own', async () => {
    for (const [name, make] of [['team/envelope', (one: SignedRepository) => envelopeBundle(one.digest, pair)], ['team/message', (one: SignedRepository) => messageBundle(one.manifest, pair)]] as const) {
      const repository = new SignedRepository(name, { text: name });
      await registry!.push(repository.bundle(make(repository)).list('tag').contents);
      const { outcome, signatures } = await verify(name);
      assert.deepEqual([outcome, signatures.map(({ form }) => form)], ['verified', ['bundle']]);
    }
  });

  it('are refused where they are those of another image', async () => {
    const { digest } = new SignedRepository('team/app', { text: 'team/app' });
    await simple('team/replayed', () => digest);
    const { outcome, message } = await verify('team/replayed');
    assert.equal(outcome, 'wrongly-signed');
    assert.match(message, new RegExp(`It is for another image \\(${digest}\\)`));
  });

  it('are told apart from none, and from what nobody may look at', async () => {
    await registry!.push(new SignedRepository('team/bare').contents);
    assert.equal((await verify('team/bare')).outcome, 'not-signed');
    const { outcome, message } = await verify('team/bare', pair, directory.file('nobody'));
    assert.equal(outcome, 'not-looked-up');
    assert.match(message, /gives no access to image team\/bare:1\.0: it is not there, or it is private\. Check the name, or run `docker login 127\.0\.0\.1:\d+`\.$/);
  });
});

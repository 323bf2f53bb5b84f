/** Reads what hangs beside an image in its repository, and compares it with its digest. */
import { createHash } from 'node:crypto';
import type { Content, ReferrerList } from '../registry/client';
import { MalformedError } from './json';

/** What is asked of a repository; a `RepositoryClient` answers it. */
export interface ArtifactSource {
  manifest(reference: string): Promise<Content | undefined>;
  blob(digest: string, limit: number): Promise<Buffer | undefined>;
  referrers(digest: string): Promise<ReferrerList | undefined>;
}

const digestForm = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Of the forms that are used, and nothing that could lead a request elsewhere. */
export function isDigest(text: string | undefined): text is string {
  return text !== undefined && digestForm.test(text);
}

export class Artifacts {
  private readonly payloads = new Map<string, Promise<Buffer>>();

  constructor(private readonly source: ArtifactSource) {}

  /** By a tag, which may stand for anything; undefined where it is not there. */
  tagged(tag: string): Promise<Content | undefined> {
    return this.source.manifest(tag);
  }

  /** @throws MalformedError where it is not there, or is something else */
  async manifest(digest: string): Promise<Buffer> {
    const found = await this.source.manifest(digest);
    return matching(found?.bytes, digest);
  }

  /** @throws MalformedError as `manifest`; RegistryError where it is larger than `limit` */
  async blob(digest: string, limit: number): Promise<Buffer> {
    return matching(await this.source.blob(digest, limit), digest);
  }

  /** A blob that several signatures are over: kept. */
  payload(digest: string, limit: number): Promise<Buffer> {
    let payload = this.payloads.get(digest);
    if (!payload) this.payloads.set(digest, (payload = this.blob(digest, limit)));
    return payload;
  }

  referrers(digest: string): Promise<ReferrerList | undefined> {
    return this.source.referrers(digest);
  }
}

function matching(bytes: Buffer | undefined, digest: string): Buffer {
  if (!bytes) throw new MalformedError('is not in the registry');
  const algorithm = digest.slice(0, digest.indexOf(':'));
  const actual = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
  if (actual !== digest) throw new MalformedError(`does not match its digest: what the registry sends has ${actual}`);
  return bytes;
}

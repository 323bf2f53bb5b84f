import { DamagedError } from '../../errors';
import { berkeleyBlobs, isBerkeleyHash } from './berkeley';
import { isNdb, ndbBlobs } from './ndb';
import { isSqlite, sqliteBlobs } from './sqlite';

/** Told what of a database cannot be read; the rest is read all the same. */
export type OnDamage = (reason: string) => void;

/**
 * The headers of a database of installed packages, in whichever of rpm's three formats it is.
 *
 * @throws DamagedError where it is none of them, or nothing of it can be read
 */
export function headerBlobs(content: Buffer, onDamage: OnDamage): Iterable<Buffer> {
  if (isSqlite(content)) return sqliteBlobs(content, onDamage);
  if (isNdb(content)) return ndbBlobs(content, onDamage);
  if (isBerkeleyHash(content)) return berkeleyBlobs(content, onDamage);
  throw new DamagedError('it is no database of SQLite, of ndb or of Berkeley DB');
}

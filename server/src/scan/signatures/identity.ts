/** Who must have made a keyless signature. Pure. */
import { matchesPattern } from '../../lint/text/pattern';
import type { IdentityPolicy } from '../../lint/settings/config';

export type Identity = IdentityPolicy;

/** The issuer is compared as it is: one that ends like another is somebody else. */
export function isExpected({ identities, issuer }: { readonly identities: readonly string[]; readonly issuer: string }, expected: readonly Identity[]): boolean {
  return expected.some((one) => one.issuer === issuer && identities.some((identity) => matchesPattern(one.subject, identity)));
}

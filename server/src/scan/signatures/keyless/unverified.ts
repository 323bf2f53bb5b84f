/** Why a keyless signature does not count. */
export class Unverified extends Error {
  override readonly name = 'Unverified';

  /**
   * @param message a sentence for the user
   * @param state `refused`: it is bad. `unchecked`: it is made with keys, or of a kind, that nothing is known of here.
   */
  constructor(message: string, readonly state: 'refused' | 'unchecked' = 'refused') {
    super(message);
  }
}

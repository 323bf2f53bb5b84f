/**
 * How a custom message is written down: its method with the types that travel. The optional members carry types only and are never set, so that this folder needs
 * no protocol library and both sides can import it.
 */
export interface RequestOf<Params, Result> {
  readonly method: string;
  readonly params?: Params;
  readonly result?: Result;
}

export interface NotificationOf<Params> {
  readonly method: string;
  readonly params?: Params;
}

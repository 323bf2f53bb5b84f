/**
 * A scan that cannot go on: nothing could be read at all. What costs one layer or one file only is a `Problem` instead.
 * The message names the file, socket or image, and `remedy` what the user can do about it.
 */
export class ScanError extends Error {
  override readonly name = 'ScanError';

  constructor(message: string, readonly remedy?: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Bytes that break the rules of their format, or one of our limits: costs the item (layer, archive) that holds them. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** The scan was cancelled by the caller; never shown as a failure. */
export class CancelledError extends Error {
  override readonly name = 'AbortError';

  constructor() {
    super('The scan was cancelled.');
  }
}

/**
 * By name and not by `instanceof`: code that is bundled apart, and another thread, have their own copies of the classes.
 */
export function isScanError(error: unknown): error is ScanError {
  return (error as Error | undefined)?.name === 'ScanError';
}

export function isDamagedError(error: unknown): error is DamagedError {
  return (error as Error | undefined)?.name === 'DamagedError';
}

export function isCancelledError(error: unknown): error is CancelledError {
  return (error as Error | undefined)?.name === 'AbortError';
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw isScanError(signal.reason) ? signal.reason : new CancelledError();
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a system or zlib error: `ENOENT`, `Z_DATA_ERROR`, … */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

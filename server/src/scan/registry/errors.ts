/** A registry does not answer, or not as hoped. The message names the host, says what is wrong and what the user can do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
}

/** By its name: a bundle that is loaded later has a class of its own. */
export function isRegistryError(error: unknown): error is RegistryError {
  return (error as Error | undefined)?.name === 'RegistryError';
}

export function unreachable(host: string, cause: Error): RegistryError {
  const said = cause.message.includes(host) ? cause.message : `${host} cannot be reached: ${cause.message}`;
  return new RegistryError(`${sentence(said)} Check the connection; where a proxy is needed, HTTPS_PROXY must name it.`, { cause });
}

export function unreadable(host: string, why: string): RegistryError {
  return new RegistryError(`${host} cannot be understood: ${why}. It may be no registry, or something in between may answer for it.`);
}

/** `retryAfter` is the header: seconds, or a date. */
export function rateLimit(host: string, retryAfter: string | undefined): RegistryError {
  const seconds = secondsUntil(retryAfter);
  const when = seconds === undefined ? 'later' : seconds < 90 ? `in ${Math.max(1, seconds)} seconds` : `in ${Math.ceil(seconds / 60)} minutes`;
  return new RegistryError(`${host} allows no more requests from here for now (status 429). Ask again ${when}; many registries allow more to who is logged in.`);
}

function secondsUntil(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  // A host stays as it is written.
  return `${/^(?:the|it)\b/.test(text) ? capital : text}.`;
}

/** Addresses that dockerd listens on, or talks to. */

export interface Listener {
  readonly protocol: 'tcp' | 'unix' | 'npipe' | 'fd';
  /** Of tcp; 127.0.0.1 where none is given. */
  readonly host: string;
  readonly port: string;
}

/** An entry of `hosts`, read as dockerd reads it: without a protocol it is tcp. Undefined where dockerd refuses it; a blank one stands for the default socket. */
export function parseListener(text: string): Listener | undefined {
  const address = text.trim();
  const [, protocol = 'tcp', rest = ''] = /^(?:(.*?):\/\/)?(.*)$/s.exec(address)!;
  if (protocol === 'unix' || protocol === 'npipe') return rest.includes('://') ? undefined : { protocol, host: '', port: '' };
  if (protocol === 'fd') return { protocol, host: '', port: '' };
  if (protocol !== 'tcp') return undefined;
  const match = /^(?:\[([0-9A-Fa-f:.%]+)\]|([^/:?#[\]\s]*))(?::(\d*))?$/.exec(rest);
  if (!match || (match[3] !== undefined && match[3] !== '' && (Number(match[3]) === 0 || Number(match[3]) > 65535))) return undefined;
  return { protocol, host: (match[1] ?? match[2]) || '127.0.0.1', port: match[3] ?? '' };
}

/** Of `host:port`, `[::1]:port`, or a host alone. */
export function hostOf(address: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(address)?.[1];
  return bracketed ?? (isIPv6(address) ? address : address.replace(/:\d*$/, ''));
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/i.test(host);
}

/** Every interface of the machine. */
export function isEveryInterface(host: string): boolean {
  return /^(?:|0(?:\.0){0,3}|0\.0\.0\.0|::|\*)$/.test(host);
}

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const ipv4 = new RegExp(String.raw`^${octet}(?:\.${octet}){3}$`);

export function isIPv4(text: string): boolean {
  return ipv4.test(text);
}

/** By its form; a zone may follow. */
export function isIPv6(text: string): boolean {
  const [address = ''] = text.split('%');
  const [head, tail, ...more] = address.split('::');
  if (more.length > 0 || head === undefined) return false;
  const groups = (part: string | undefined): number | undefined => {
    if (part === undefined || part === '') return 0;
    const pieces = part.split(':');
    const last = pieces.at(-1)!;
    if (!pieces.slice(0, -1).every((piece) => /^[0-9a-f]{1,4}$/i.test(piece))) return undefined;
    if (ipv4.test(last)) return pieces.length + 1;
    return /^[0-9a-f]{1,4}$/i.test(last) ? pieces.length : undefined;
  };
  const [before, after] = [groups(head), groups(tail)];
  if (before === undefined || after === undefined) return false;
  return tail === undefined ? before === 8 : before + after < 8;
}

export function isAddress(text: string): boolean {
  return isIPv4(text) || isIPv6(text);
}

/** An address and the length of its network. */
export function isPrefix(text: string): boolean {
  const [, address, length] = /^([^/%]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  if (address === undefined) return false;
  return (isIPv4(address) && Number(length) <= 32) || (isIPv6(address) && Number(length) <= 128);
}

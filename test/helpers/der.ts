/** Writes ASN.1 in DER, as far as certificates and timestamps need it. */

export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
export const set = (...parts: readonly Buffer[]): Buffer => der(0x31, ...parts);
export const octets = (bytes: Buffer): Buffer => der(0x04, bytes);
export const bits = (bytes: Buffer): Buffer => der(0x03, Buffer.from([0]), bytes);
export const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
export const flag = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]));
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));
/** `[number]`, which holds others. */
export const context = (number: number, ...parts: readonly Buffer[]): Buffer => der(0xa0 + number, ...parts);

/** As timestamps have it. */
export const generalizedTime = (date: Date): Buffer => der(0x18, Buffer.from(digits(date)));
/** As certificates have it until 2049: years of two digits. */
export const utcTime = (date: Date): Buffer => der(0x17, Buffer.from(digits(date).slice(2)));

function digits(date: Date): string {
  return `${date.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`;
}

export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  const base128 = (value: number, last = true): number[] => [...(value > 0x7f ? base128(Math.floor(value / 0x80), false) : []), (value % 0x80) + (last ? 0 : 0x80)];
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap((value) => base128(value))]));
}

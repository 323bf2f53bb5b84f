/** Reads JSON that anybody may have written. Pure. */

export type Json = Readonly<Record<string, unknown>>;

/** Something that hangs beside an image is not what its format describes: the end of a sentence that begins with what it is. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

export function parseObject(bytes: Buffer): Json {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new MalformedError('is no JSON');
  }
  if (!isObject(value)) throw new MalformedError('is no JSON object');
  return value;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object in an object; empty where there is none. */
export function objectIn(object: Json, key: string): Json {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return isObject(value) ? value : {};
}

/** Objects of a list; what is no object is left out. */
export function objectsIn(object: Json, key: string): readonly Json[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Undefined where there is none, or it is empty. */
export function textIn(object: Json, key: string): string | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Bytes in base64, with either alphabet; undefined where that is not what stands there. */
export function bytesIn(object: Json, key: string): Buffer | undefined {
  const text = textIn(object, key);
  return text !== undefined && /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** A whole number, also written as a text, as JSON of protocol buffers has it; undefined where there is none, or it is too large for a number. */
export function integerIn(object: Json, key: string): number | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

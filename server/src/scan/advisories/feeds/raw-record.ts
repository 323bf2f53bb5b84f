/** No advisory comes near it; what is larger is damage, and must not fill the memory. */
export const maxRecordBytes = 32 * 1024 * 1024;

/** One item of a file of records: a value out of its JSON, or what is wrong with it. */
export type RawRecord =
  | { readonly where: string; readonly value: unknown }
  | { readonly where: string; readonly error: string };

/** The value of a JSON text, or what is wrong with it. */
export function parse(text: string, where: string): RawRecord {
  try {
    return { where, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { where, error: (error as Error).message };
  }
}

export function tooLarge(where: string): RawRecord {
  return { where, error: `it is larger than ${maxRecordBytes / 1024 / 1024} MB` };
}

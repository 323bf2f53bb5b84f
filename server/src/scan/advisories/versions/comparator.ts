/**
 * Order of two versions of one ecosystem: negative, zero or positive. Undefined where one of them is no version there:
 * then nothing is known, which is not the same as "not affected".
 */
export type VersionComparator = (left: string, right: string) => number | undefined;

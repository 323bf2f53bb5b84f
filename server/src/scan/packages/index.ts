import { apk } from './apk';
import type { Cataloguer } from './cataloguer';
import { dpkg } from './dpkg';
import { npm } from './npm';
import { python } from './python';
import { rpm } from './rpm';

/** Every cataloguer. A path is wanted by at most one of them. */
export const cataloguers: readonly Cataloguer[] = [dpkg, apk, rpm, npm, python];

export { mergeLayers } from './merge';
export { purlOf } from './purl';

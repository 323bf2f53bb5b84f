import { apk } from './apk';
import { cargo } from './cargo';
import type { Cataloguer } from './cataloguer';
import { dpkg } from './dpkg';
import { golang } from './golang';
import { npm } from './npm';
import { python } from './python';
import type { RangeCataloguer } from './range-cataloguer';

/** Every cataloguer. A path is wanted by at most one of them. */
export const cataloguers: readonly Cataloguer[] = [dpkg, apk, npm, python];

/** Cataloguers of files that are read in parts. They are not shown what one of the above wants. */
export const rangeCataloguers: readonly RangeCataloguer[] = [golang, cargo];

export { mergeLayers } from './merge';
export { purlOf } from './purl';

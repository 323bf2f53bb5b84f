import { apk } from './apk';
import { cargo } from './cargo';
import type { Cataloguer } from './cataloguer';
import { composer } from './composer';
import { dotnet } from './dotnet';
import { dotnetBundle } from './dotnet-bundle';
import { dpkg } from './dpkg';
import { gem } from './gem';
import { golang } from './golang';
import { java } from './java';
import { npm } from './npm';
import { python } from './python';
import type { RangeCataloguer } from './range-cataloguer';
import { rpm } from './rpm';

/** Every cataloguer. A path is wanted by at most one of them. */
export const cataloguers: readonly Cataloguer[] = [dpkg, apk, rpm, npm, python, gem, composer, dotnet];

/** Cataloguers of files that are read in parts. They are not shown what one of the above wants. */
export const rangeCataloguers: readonly RangeCataloguer[] = [golang, cargo, dotnetBundle, java];

export { mergeLayers } from './merge';
export { purlOf } from './purl';

import { readDependencies } from './dotnet';
import { Fields, isExecutable, readSegments, type Segment } from './executable';
import { isProgram } from './language-manifests';
import type { RangeCataloguer, RangeReading } from './range-cataloguer';

/** The eight bytes before it are the place of the bundle's header, 0 in programs that are none. */
const mark = Buffer.from('8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae', 'hex');
const placeBytes = 8;
const windowBytes = 1024 * 1024;
/** The header's beginning: versions, number of files, a name, and where the list of packages is. */
const headerBytes = 512;

/**
 * Programs of .NET that are one file (`PublishSingleFile`): the list of packages that is bundled in it, of the runtime too where that is in it. Since
 * .NET 5 the header says where the list is, and it is never compressed. Source: bundle_marker.cpp and bundle/header.h of dotnet/runtime; compared with a
 * program of .NET 10 (version 6 of the header).
 */
export const dotnetBundle: RangeCataloguer = {
  name: 'dotnet-bundle',
  version: 1,
  wants: isProgram,
  accepts: isExecutable,

  *read(path, size, found) {
    const header = yield* findHeader(yield* readSegments(size), size);
    const list = header === undefined ? undefined : yield* findList(header);
    if (list === undefined || list.end > size) return;
    readDependencies(path, yield list, found);
  },
};

function* findHeader(segments: readonly Segment[], size: number): RangeReading<number | undefined> {
  for (const segment of segments.filter(({ writable }) => writable).sort((a, b) => a.start - b.start)) {
    // The mark may lie across two windows.
    let before = Buffer.alloc(0);
    for (let start = segment.start; start < segment.end; start += windowBytes) {
      const window = yield { start, end: Math.min(start + windowBytes, segment.end) };
      const bytes = before.length === 0 ? window : Buffer.concat([before, window]);
      const at = bytes.indexOf(mark);
      if (at >= placeBytes) {
        const place = new Fields(bytes).at(at - placeBytes, placeBytes);
        return place > 0 && place < size ? place : undefined;
      }
      before = Buffer.from(bytes.subarray(-(mark.length + placeBytes - 1)));
    }
  }
  return undefined;
}

/** The list mostly is one of the last files before the header, so that both are read at once. */
function* findList(header: number): RangeReading<{ start: number; end: number } | undefined> {
  const start = Math.max(0, header - windowBytes);
  const bytes = yield { start, end: header + headerBytes };
  const fields = new Fields(bytes);
  const at = header - start;
  const version = fields.at(at, 4);
  if (version === 0 || version > 1000) return undefined;
  if (version < 2) throw new Error('a bundle of .NET Core 3, which does not say where its list of packages is');
  // The length of the name is a number of seven bits a byte.
  const name = at + 12;
  const length = bytes[name] ?? 0;
  const location = name + (length < 0x80 ? 1 + length : 2 + (length & 0x7f) + 0x80 * (bytes[name + 1] ?? 0));
  const list = fields.at(location, 8);
  const bytesOfList = fields.at(location + 8, 8);
  return list > 0 && bytesOfList > 0 ? { start: list, end: list + bytesOfList } : undefined;
}

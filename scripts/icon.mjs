/**
 * Draws resources/icon.png: the load line mark on a hull, a circle with a line through it, black above the water line and red below.
 * Shapes are distance functions, so that the edges are smooth without a drawing library.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './setup/machine.mjs';

const size = 256;
const navy = [16, 34, 56];
const red = [178, 47, 38];
const white = [255, 255, 255];

/** Signed distance of a point to a shape, in pixels: negative inside. */
const roundedSquare = (x, y, half, radius) => {
  const dx = Math.abs(x) - half + radius;
  const dy = Math.abs(y) - half + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
};
const ring = (x, y, radius, width) => Math.abs(Math.hypot(x, y) - radius) - width / 2;
const bar = (x, y, halfLength, halfWidth) => Math.max(Math.abs(x) - halfLength, Math.abs(y) - halfWidth);
/** How much of a pixel a shape covers. */
const coverage = (distance) => Math.min(1, Math.max(0, 0.5 - distance));
const mix = (below, above, amount) => below.map((value, index) => value + (above[index] - value) * amount);

function pixel(column, row) {
  const x = column + 0.5 - size / 2;
  const y = row + 0.5 - size / 2;
  const hull = mix(navy, red, coverage(-y));
  const mark = Math.min(ring(x, y, 68, 20), bar(x, y, 108, 10));
  return [...mix(hull, white, coverage(mark)), 255 * coverage(roundedSquare(x, y, size / 2, 44))].map(Math.round);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length, 0);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}

function png() {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, colour with alpha.
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, row) => Buffer.from([0, ...Array.from({ length: size }, (__, column) => pixel(column, row)).flat()]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

writeFileSync(path.join(root, 'resources', 'icon.png'), png());

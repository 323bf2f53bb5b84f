import { DamagedError } from '../../errors';

/**
 * The pages of a database file. In an undamaged one every page belongs to one thing; a page is handed out once only, so
 * that pages which lead back to one another end, and a file cannot be read for longer than it is large.
 */
export class Pages {
  private readonly taken: Uint8Array;

  /** @param first number of the file's first page: 0 or 1 */
  constructor(
    private readonly content: Buffer,
    private readonly pageBytes: number,
    private readonly first: number,
  ) {
    this.taken = new Uint8Array(Math.ceil(content.length / pageBytes));
  }

  get count(): number {
    return this.taken.length;
  }

  /** @throws DamagedError for a page that is not (wholly) in the file, and for one that was taken before */
  take(number: number): Buffer {
    const page = this.look(number);
    const index = number - this.first;
    if (this.taken[index] === 1) throw new DamagedError(`page ${number} is used twice`);
    this.taken[index] = 1;
    return page;
  }

  /** The page, without taking it. @throws DamagedError for one that is not (wholly) in the file */
  look(number: number): Buffer {
    const start = (number - this.first) * this.pageBytes;
    if (start < 0 || start + this.pageBytes > this.content.length) throw new DamagedError(`page ${number} is not in the file`);
    return this.content.subarray(start, start + this.pageBytes);
  }
}

/** Requests from the server to the client about files that only the client can read (virtual workspaces, VS Code for the Web). */
import type { RequestOf } from './message';

/** Null where there is no such file, or it is larger than `limit` bytes. */
export const readFile: RequestOf<{ readonly uri: string; readonly limit: number }, string | null> = { method: 'plimsoll/readFile' };

/** Files below a folder that match a glob (VS Code's syntax), what the user excludes left out. */
export const findFiles: RequestOf<{ readonly folder: string; readonly glob: string; readonly limit: number }, readonly string[]> = { method: 'plimsoll/findFiles' };

/** Files of this machine, for the server. */
import { relativePath, pathOfUri } from '../../files/paths';
import { readTextFile } from '../../files/read';
import { walk } from '../../files/walk';
import type { FileAccess } from '../host';
import { joinUri } from '../uris';

/** Files of one folder that are looked at: more is no workspace that a person edits. */
const mostFiles = 3000;

export const nodeFiles: FileAccess = {
  read: async (uri) => {
    const path = pathOfUri(uri);
    const file = path === undefined ? undefined : readTextFile(path);
    return file && 'text' in file ? file.text : undefined;
  },

  discover: async (folder) => {
    const directory = pathOfUri(folder);
    if (directory === undefined) return [];
    const found: string[] = [];
    for await (const { path, target } of walk(directory, { limit: mostFiles })) {
      // URIs as the editor would write them: made from the folder's own.
      if (target === 'dockerfile' || target === 'compose') found.push(relativePath(directory, path).split('/').reduce(joinUri, folder));
    }
    return found;
  },
};

/** Directories and files of this machine, for rules that ask about a build context. */
import { readdir } from 'node:fs/promises';
import { repositoryRoot } from '../../files/compose-files';
import { absenceOr, detailsOf, readText, treeEntries } from '../../files/file-tree';
import { pathOfUri, uriOfPath } from '../../files/paths';
import type { TreeAccess } from '../host';

export const nodeTree: TreeAccess = {
  list: async (directory) => {
    const path = pathOfUri(directory);
    if (path === undefined) return undefined;
    return readdir(path, { withFileTypes: true }).then(treeEntries, absenceOr);
  },

  text: async (file) => readText(pathOfUri(file)),

  details: async (file) => detailsOf(pathOfUri(file)),

  repository: async (directory) => {
    const path = pathOfUri(directory);
    const root = path === undefined ? undefined : repositoryRoot(path);
    return root === undefined ? null : `${uriOfPath(root).replace(/\/$/, '')}/`;
  },
};

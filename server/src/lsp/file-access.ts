/** File access of the server: its own disk for `file:` where it has one, the client for everything else that the client can read. */
import type { Connection } from 'vscode-languageserver';
import { findFiles, readFile } from '../protocol';
import type { FileAccess, TreeAccess } from './host';
import { sendRequest } from './messages';
import { schemeOf } from './uris';

/** Larger files are not read, in bytes. */
const largestFile = 4 * 1024 * 1024;
const mostFiles = 3000;
const glob = '**/{[Dd]ockerfile,[Dd]ockerfile.*,[Dd]ockerfile[-_]*,*.[Dd]ockerfile,[Cc]ontainerfile,[Cc]ontainerfile.*,[Cc]ontainerfile[-_]*,*.[Cc]ontainerfile,compose*.y{a,}ml,docker-compose*.y{a,}ml,podman-compose*.y{a,}ml,docker-stack*.y{a,}ml}';

export function fileAccess(own: FileAccess | undefined, connection: Connection, clientReads: boolean): FileAccess {
  const client = clientReads ? clientFiles(connection) : undefined;
  const forUri = (uri: string): FileAccess | undefined => (schemeOf(uri) === 'file' ? (own ?? client) : client);
  return {
    read: async (uri) => forUri(uri)?.read(uri),
    discover: async (folder) => (await forUri(folder)?.discover(folder)) ?? [],
  };
}

/** Other schemes have no directories that could be listed. */
export function fileTreeAccess(own: TreeAccess): TreeAccess {
  const forFiles = <T>(ask: (uri: string) => Promise<T | undefined>) => async (uri: string): Promise<T | undefined> => (schemeOf(uri) === 'file' ? ask(uri) : undefined);
  return { list: forFiles(own.list), text: forFiles(own.text), details: forFiles(own.details), repository: forFiles(own.repository) };
}

function clientFiles(connection: Connection): FileAccess {
  return {
    read: async (uri) => {
      try {
        return (await sendRequest(connection, readFile, { uri, limit: largestFile })) ?? undefined;
      } catch {
        return undefined;
      }
    },
    discover: async (folder) => {
      try {
        return await sendRequest(connection, findFiles, { folder, glob, limit: mostFiles });
      } catch {
        return [];
      }
    },
  };
}

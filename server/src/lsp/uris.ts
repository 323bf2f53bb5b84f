/** URIs as text, besides what the core has for them: folders without a slash at their end, as LSP sends them. */
import { directoryOf } from '../lint/workspace/uri';

export { fileName, uriKey } from '../lint/workspace/uri';

/** The folder that holds a resource; a root is its own. A URI without a path (`untitled:Untitled-1`) is its own folder. */
export function parentUri(uri: string): string {
  const trimmed = uri.replace(/\/+$/, '');
  const directory = directoryOf(trimmed);
  if (directory === undefined) return uri;
  // `file:///` stays as it is: without its slash it would lose its path.
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/$/.test(directory) ? directory : directory.slice(0, -1);
}

export function joinUri(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${encodeURIComponent(name).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

export function schemeOf(uri: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? '';
}

/** Workspaces made of texts. */
import { parseCompose } from '../../server/src/lint/compose/parse';
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import { buildWorkspace } from '../../server/src/lint/workspace/index';
import type { Workspace } from '../../server/src/lint/workspace/model';
import { uriKey } from '../../server/src/lint/workspace/uri';

/** Files by their path below `file:///project/`; those that end in .yaml or .yml are Compose files, all others Dockerfiles. */
export function workspaceOf(files: Readonly<Record<string, string>>, options: { readonly known?: boolean; readonly writable?: boolean } = {}): Workspace {
  const all = Object.entries(files).map(([path, text]) => ({ uri: `file:///project/${path}`, text }));
  const compose = all.filter(({ uri }) => /\.ya?ml$/.test(uri)).map(({ uri, text }) => parseCompose(text, uri));
  const dockerfiles = new Map(all.filter(({ uri }) => !/\.ya?ml$/.test(uri)).map(({ uri, text }) => [uriKey(uri), parseDockerfile(text, uri)]));
  return buildWorkspace({ compose, dockerfile: (uri) => dockerfiles.get(uriKey(uri)), ...options });
}

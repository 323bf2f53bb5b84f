/** A document that is linted, as text and parsed. */
import { parseCompose } from './compose/parse';
import type { ComposeModel } from './compose/model';
import type { DaemonModel } from './daemon/model';
import { parseDaemon } from './daemon/parse';
import type { DockerfileModel } from './dockerfile/model';
import { parseDockerfile } from './dockerfile/parse';
import type { DockerignoreModel } from './dockerignore/model';
import { parseDockerignore } from './dockerignore/parse';
import type { RuleTarget } from './rule';

export interface LintDocument {
  readonly uri: string;
  readonly target: RuleTarget;
  readonly text: string;
}

/** A document after parsing; keep it to lint the same text again under other settings. */
export type ParsedDocument =
  | { readonly target: 'dockerfile'; readonly model: DockerfileModel }
  | { readonly target: 'compose'; readonly model: ComposeModel }
  | { readonly target: 'dockerignore'; readonly model: DockerignoreModel }
  | { readonly target: 'daemon'; readonly model: DaemonModel };

export type ParsedDockerfile = Extract<ParsedDocument, { readonly target: 'dockerfile' }>;

/** Undefined for targets without a model. */
export function parseDocument(document: LintDocument): ParsedDocument | undefined {
  switch (document.target) {
    case 'dockerfile':
      return { target: 'dockerfile', model: parseDockerfile(document.text, document.uri) };
    case 'compose':
      return { target: 'compose', model: parseCompose(document.text, document.uri) };
    case 'dockerignore':
      return { target: 'dockerignore', model: parseDockerignore(document.text, document.uri) };
    case 'daemon':
      return { target: 'daemon', model: parseDaemon(document.text, document.uri) };
  }
}

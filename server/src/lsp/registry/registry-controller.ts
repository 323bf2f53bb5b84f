/** Carries out the client's requests about registries: asks, and changes the reference where it then is. Loads the registry client on first use. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { TextEdit } from '../../lint/finding';
import type { ParsedDocument } from '../../lint/document';
import type { ImageReference } from '../../lint/dockerfile/model';
import type { SourceText } from '../../lint/text/source';
import type { ImageAt, RegistryAnswer, RegistryParams, TagChoice, TagChoices } from '../../protocol';
import { newerTags, versionsBehind } from '../../scan/registry/newer-tags';
import type { Step } from '../../scan/registry/newer-tags';
import type { ClientFeatures } from '../client-features';
import type { EditorDocument } from '../documents';
import { workspaceEdit } from '../edits';
import type { Host, ImageRepository, Registries, Signers } from '../host';
import { withProgress } from '../progress';
import { pinEdits, referencesOf, registryOf, tagEdits, tagKind } from './references';
import type { Reference } from './references';

export interface RegistryEnvironment {
  document(uri: string): EditorDocument | undefined;
  parsed(document: EditorDocument): ParsedDocument | undefined;
  /** Who must have signed an image that a document names; undefined where nobody has said so. */
  signers(uri: string, image: ImageReference): Promise<Signers | undefined>;
}

/** Versions whose content is compared with that of a moving tag. */
const maxCompared = 10;
/** How often an edit is made anew where the user types faster than it arrives. */
const maxTries = 3;

const noteOf: Readonly<Record<Step, string>> = { patch: 'newest patch', minor: 'newest minor version', major: 'newest major version' };

/** A reference and where it was found. */
interface Target {
  readonly reference: Reference;
  readonly source: SourceText;
  readonly uri: string;
  /** With text and version, so that it can be found again. */
  readonly at: Required<ImageAt>;
}

export class RegistryController {
  private registries: Promise<Registries> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly environment: RegistryEnvironment,
    private readonly features: ClientFeatures,
    private trusted: boolean,
  ) {}

  /** Registries can be asked from here, the editor takes edits, and the user trusts the workspace, whose files name the hosts. */
  get allowed(): boolean {
    return this.trusted && this.host.registries !== undefined && this.features.applyEdit;
  }

  trust(): void {
    this.trusted = true;
  }

  async pinDigest({ at, workDoneToken }: RegistryParams, token: CancellationToken): Promise<RegistryAnswer> {
    const target = this.target(at);
    const { image } = target.reference;
    const tag = image.tag ?? 'latest';
    if (image.digest !== undefined && image.tag === undefined) throw failure(`${image.text} has no tag that could be asked for.`);
    const { digest, index } = await this.ask(target, workDoneToken, token, (repository) => repository.resolve(tag));
    const scope = index ? 'for all its platforms' : 'which is for one platform only';
    if (image.digest === digest) return { changed: false, message: `${image.path}:${tag} still is ${digest}.` };
    await this.change(target, `Pin ${image.path}:${tag}`, (found) => pinEdits(found.reference, digest, found.uri, found.source));
    return { changed: true, message: `${image.path}:${tag} is pinned to ${digest}, ${scope}.` };
  }

  async newerTags({ at, workDoneToken }: RegistryParams, token: CancellationToken): Promise<TagChoices> {
    const target = this.target(at);
    const { image } = target.reference;
    const kind = tagKind(image);
    if (kind === undefined) throw failure(`The tag of ${image.text} holds no version that another could be compared with.`);
    const tag = image.tag ?? 'latest';
    const found = await this.ask(target, workDoneToken, token, (repository) => (kind === 'versions' ? laterVersions(repository, tag) : versionOf(repository, tag)));
    const registry = registryOf(image);
    const partly = found.complete ? '' : ` Only the first ${found.read} tags were read.`;
    if (found.choices.length > 0) return { at: target.at, choices: found.choices, message: `Which tag of ${image.path} instead of ${tag}?${partly}` };
    const none = kind === 'versions' ? `${registry} has no later version of ${image.path}:${tag} in this variant.` : `Among the newest versions of ${image.path} at ${registry}, none is what ${tag} is now.`;
    return { at: target.at, choices: [], message: `${none}${partly}` };
  }

  async useTag({ at, tag, workDoneToken }: RegistryParams & { readonly tag: string }, token: CancellationToken): Promise<RegistryAnswer> {
    const target = this.target(at);
    const { image } = target.reference;
    const digest = image.digest === undefined ? undefined : (await this.ask(target, workDoneToken, token, (repository) => repository.resolve(tag))).digest;
    await this.change(target, `Use ${image.path}:${tag}`, (found) => tagEdits(found.reference, tag, digest, found.uri, found.source));
    return { changed: true, message: `${image.text} is now ${image.path}:${tag}${digest === undefined ? '' : `@${digest}`}.` };
  }

  async verifySignature({ at, workDoneToken }: RegistryParams, token: CancellationToken): Promise<RegistryAnswer> {
    const target = this.target(at);
    const { image } = target.reference;
    const signers = await this.environment.signers(target.at.uri, image);
    if (!signers) throw failure(`Nobody has said who must have signed ${image.text}. Name keys or identities under "signatures" in .plimsoll.yaml.`);
    const { outcome, message } = await this.asking(target, workDoneToken, token, (registries, signal) => registries.verify(image, signers, signal));
    if (outcome !== 'verified') throw failure(message);
    return { changed: false, message };
  }

  private ask<T>(target: Target, workDoneToken: RegistryParams['workDoneToken'], token: CancellationToken, question: (repository: ImageRepository) => Promise<T>): Promise<T> {
    return this.asking(target, workDoneToken, token, (registries, signal) => question(registries.repository(target.reference.image.normalized, signal)));
  }

  private async asking<T>({ reference }: Target, workDoneToken: RegistryParams['workDoneToken'], token: CancellationToken, question: (registries: Registries, signal: AbortSignal) => Promise<T>): Promise<T> {
    if (!this.host.registries) throw failure('Registries cannot be asked here: the server runs in the browser.');
    if (!this.trusted) throw failure('Registries are not asked in Restricted Mode, since a file names the host. Trust this workspace to ask.');
    this.registries ??= this.host.registries();
    const registries = await this.registries;
    return withProgress(this.connection, `Asking ${registryOf(reference.image)}`, workDoneToken, token, (_, signal) => question(registries, signal));
  }

  /** The reference that a request is about, in the document as it is now. */
  private target(at: ImageAt): Target {
    const document = this.environment.document(at.uri);
    const parsed = document && this.environment.parsed(document);
    if (!document || !parsed) throw failure(`${at.uri} is not open as a Dockerfile or Compose file.`);
    const { source, uri } = parsed.model;
    const offset = source.offsetAt(at.position);
    const all = referencesOf(parsed);
    const there = all.find(({ span }) => span.start <= offset && offset <= span.end);
    const reference = at.image === undefined ? there : this.same(all, there, { ...at, image: at.image }, document);
    if (!reference) throw failure('There is no image here that a registry can be asked about: its name must be written out, without variables.');
    return { reference, source, uri, at: { uri: at.uri, position: source.range(reference.span).start, image: reference.image.text, version: document.version } };
  }

  /** Another version of the document may have the reference elsewhere; where that could be several places, none is changed. */
  private same(all: readonly Reference[], there: Reference | undefined, { image, version }: ImageAt & { image: string }, document: EditorDocument): Reference {
    if (there?.image.text === image && (version === undefined || version === document.version)) return there;
    const alike = all.filter((reference) => reference.image.text === image);
    if (alike.length === 1) return alike[0]!;
    const why = alike.length === 0 ? `${image} is not in the file any more` : `the file has changed, and ${image} is in it ${alike.length} times`;
    throw failure(`Nothing was changed: ${why}. Ask again.`);
  }

  /** Edits the version of the document that there is now; the editor refuses an edit that is made for another. */
  private async change(asked: Target, label: string, edits: (found: Target) => TextEdit[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      const found = this.target(asked.at);
      const edit = workspaceEdit({ edits: edits(found) }, (uri) => this.environment.document(uri), this.features)!;
      const { applied, failureReason } = await this.connection.workspace.applyEdit({ label, edit });
      if (applied) return;
      const overtaken = this.environment.document(asked.at.uri)?.version !== found.at.version;
      if (!overtaken || tries === maxTries) throw failure(`Nothing was changed: the editor refuses the edit${failureReason ? ` (${failureReason})` : ''}. Ask again.`);
    }
  }
}

interface Found {
  readonly choices: readonly TagChoice[];
  readonly complete: boolean;
  /** How many tags were read. */
  readonly read: number;
}

async function laterVersions(repository: ImageRepository, tag: string): Promise<Found> {
  const { tags, complete } = await repository.tags();
  return { choices: newerTags(tag, tags).map((newer) => ({ tag: newer.tag, note: noteOf[newer.step] })), complete, read: tags.length };
}

/** The version whose content a moving tag has. */
async function versionOf(repository: ImageRepository, tag: string): Promise<Found> {
  const { digest } = await repository.resolve(tag);
  const { tags, complete } = await repository.tags();
  for (const candidate of versionsBehind(tag, tags).slice(0, maxCompared)) {
    if ((await repository.resolve(candidate)).digest === digest) return { choices: [{ tag: candidate, note: `what ${tag} is now` }], complete, read: tags.length };
  }
  return { choices: [], complete, read: tags.length };
}

function failure(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

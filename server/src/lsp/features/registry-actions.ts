/** Code actions that ask a registry: commands, since nothing is asked before the user chooses one. Pure. */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import type { ParsedDocument } from '../../lint/document';
import type { ImageReference } from '../../lint/dockerfile/model';
import type { Span } from '../../lint/text/span';
import { commands } from '../../protocol';
import { canPin, referencesOf, registryOf, tagKind } from '../registry/references';
import type { Reference } from '../registry/references';
import type { Shown } from '../shown';

/** Findings that are gone, or may be, when the reference names a digest. */
const pinned: ReadonlySet<string> = new Set([
  'unpinned-digest', 'untagged-image', 'latest-tag', 'moving-tag', 'stale-base-digest', 'service-image-no-digest', 'untagged-service-image', 'moving-service-image',
]);
/** Findings that are gone, or may be, when the reference names another tag. */
const retagged: ReadonlySet<string> = new Set([
  'untagged-image', 'latest-tag', 'moving-tag', 'vulnerable-version', 'end-of-life-image', 'untagged-service-image', 'moving-service-image', 'end-of-life-service-image',
]);
const none: ReadonlySet<string> = new Set();

export interface RegistryActionContext {
  /** Of the document that is open in the editor. */
  readonly uri: string;
  readonly version: number;
  readonly shown: readonly Shown[];
  diagnosticOf(shown: Shown): Diagnostic;
  wants(kind: string): boolean;
  /** Somebody has said who must have signed it. */
  signed(image: ImageReference): boolean;
}

/** As quick fixes of what they mend; where nothing is to mend, as refactorings. `at` is what the editor asks about. */
export function registryActions(parsed: ParsedDocument, at: Span, context: RegistryActionContext): CodeAction[] {
  return referencesOf(parsed)
    .filter(({ span }) => span.start <= at.end && at.start <= span.end)
    .flatMap((reference) => {
      const { image } = reference;
      const registry = registryOf(image);
      const actions: (CodeAction | undefined)[] = [];
      if (canPin(image)) actions.push(action(image.digest === undefined ? `Pin to digest (asks ${registry})…` : `Renew the digest (asks ${registry})…`, commands.pinDigest, pinned, reference, parsed, context));
      const kind = tagKind(image);
      const title = kind === 'moving' ? `Use the version that is ${image.tag ?? 'latest'} now (asks ${registry})…` : `Update tag (asks ${registry})…`;
      if (kind) actions.push(action(title, commands.updateTag, retagged, reference, parsed, context));
      if (context.signed(image)) actions.push(action(`Verify the signature of ${image.path} (asks ${registry})…`, commands.verifySignature, none, reference, parsed, context));
      return actions.filter((one) => one !== undefined);
    });
}

function action(title: string, command: string, mended: ReadonlySet<string>, { image, span }: Reference, parsed: ParsedDocument, context: RegistryActionContext): CodeAction | undefined {
  const { source } = parsed.model;
  const findings = context.shown.filter(({ finding }) => mended.has(finding.rule) && source.offsetAt(finding.range.start) <= span.end && span.start <= source.offsetAt(finding.range.end));
  const kind = findings.length > 0 && context.wants(CodeActionKind.QuickFix) ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite;
  if (!context.wants(kind)) return undefined;
  return {
    title,
    kind,
    ...(kind === CodeActionKind.QuickFix ? { diagnostics: findings.map((finding) => context.diagnosticOf(finding)) } : {}),
    command: { title, command, arguments: [context.uri, source.range(span).start, image.text, context.version] },
  };
}

/** The outline of a Dockerfile: stages with their instructions. */
import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import type { DockerfileModel, Instruction, Stage } from '../../lint/dockerfile/model';
import type { Span } from '../../lint/text/span';

/** Longer details are cut. */
const maxDetail = 80;

export function documentSymbols(model: DockerfileModel): DocumentSymbol[] {
  return [...model.preamble.map((instruction) => instructionSymbol(instruction, model)), ...model.stages.map((stage) => stageSymbol(stage, model))];
}

/** For editors without nested symbols. */
export function flatSymbols(model: DockerfileModel): SymbolInformation[] {
  const flatten = (symbols: readonly DocumentSymbol[], container?: string): SymbolInformation[] =>
    symbols.flatMap((symbol) => [
      { name: symbol.name, kind: symbol.kind, location: { uri: model.uri, range: symbol.range }, ...(container === undefined ? {} : { containerName: container }) },
      ...flatten(symbol.children ?? [], symbol.name),
    ]);
  return flatten(documentSymbols(model));
}

function stageSymbol(stage: Stage, model: DockerfileModel): DocumentSymbol {
  const { from } = stage.instruction;
  return {
    name: from?.name?.text ?? (stage.final ? 'final stage' : `stage ${stage.index}`),
    detail: shorten(from?.image.text ?? ''),
    kind: SymbolKind.Module,
    range: model.source.range(stage.span),
    selectionRange: model.source.range(from?.name?.span ?? stage.instruction.keywordSpan),
    children: stage.instructions.map((instruction) => instructionSymbol(instruction, model)),
  };
}

function instructionSymbol(instruction: Instruction, model: DockerfileModel): DocumentSymbol {
  const [pair] = instruction.pairs;
  return {
    name: instruction.keyword,
    detail: shorten(instruction.args.text),
    kind: pair ? SymbolKind.Variable : instruction.keyword === 'RUN' ? SymbolKind.Function : SymbolKind.Property,
    range: model.source.range(instruction.span),
    selectionRange: model.source.range(within(instruction.keywordSpan, instruction.span)),
  };
}

/** LSP refuses a selection outside the symbol. */
function within(inner: Span, outer: Span): Span {
  return { start: Math.max(inner.start, outer.start), end: Math.min(inner.end, outer.end) };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= maxDetail ? line : `${line.slice(0, maxDetail - 1)}…`;
}

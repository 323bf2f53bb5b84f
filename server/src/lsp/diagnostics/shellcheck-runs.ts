/**
 * ShellCheck's findings of open Dockerfiles. They come after the lint findings; while a new run is under way, those of unchanged instructions are shown where the
 * instructions are now, so that nothing flickers.
 */
import type { DockerfileModel } from '../../lint/dockerfile/model';
import type { Finding } from '../../lint/finding';
import { moveFinding, moveRange } from '../../lint/move';
import type { Settings } from '../../lint/settings/model';
import { counterparts } from '../counterparts';
import type { Comparable } from '../counterparts';
import type { Shellcheck } from '../host';
import { instructionAt } from '../scan/anchor';
import { uriKey } from '../uris';

export type ShellcheckState = { readonly kind: 'off' | 'running' | 'done' } | { readonly kind: 'failed'; readonly message: string };

interface Placed {
  /** Index of the instruction. */
  readonly instruction: number;
  /** Line on which the instruction began. */
  readonly line: number;
  readonly finding: Finding;
}

interface Entry {
  state: ShellcheckState;
  /** The model and settings of the run that is under way or was the last. */
  model?: DockerfileModel;
  settings?: Settings;
  abort?: AbortController;
  instructions: readonly Comparable[];
  findings: readonly Placed[];
}

/** Milliseconds of quiet before an edited document is checked again. */
const quiet = 150;

export class ShellcheckRuns {
  private readonly entries = new Map<string, Entry>();
  private service: Promise<Shellcheck> | undefined;

  constructor(
    private readonly start: (() => Promise<Shellcheck>) | undefined,
    /** A run ended. */
    private readonly onDone: (findingsChanged: boolean) => void,
  ) {}

  state(uri: string): ShellcheckState {
    return this.entries.get(uriKey(uri))?.state ?? { kind: 'off' };
  }

  /** What is known now, moved to where the instructions are in this model. Begins a run where the model or the settings are new. */
  findings(model: DockerfileModel, settings: Settings): readonly Finding[] {
    const key = uriKey(model.uri);
    if (!this.start || !settings.shellcheck) {
      this.forget(model.uri);
      return [];
    }
    let entry = this.entries.get(key);
    if (!entry) this.entries.set(key, (entry = { state: { kind: 'running' }, instructions: [], findings: [] }));
    if (entry.model !== model || entry.settings !== settings) this.begin(entry, model, settings);
    return moved(entry, model);
  }

  forget(uri: string): void {
    const key = uriKey(uri);
    this.entries.get(key)?.abort?.abort();
    this.entries.delete(key);
  }

  async dispose(): Promise<void> {
    for (const entry of this.entries.values()) entry.abort?.abort();
    this.entries.clear();
    await (await this.service?.catch(() => undefined))?.dispose();
  }

  private begin(entry: Entry, model: DockerfileModel, settings: Settings): void {
    const first = entry.model === undefined;
    entry.abort?.abort();
    const abort = new AbortController();
    Object.assign(entry, { model, settings, abort, state: { kind: 'running' } });
    const timer = setTimeout(() => void this.run(entry, model, settings, abort.signal), first ? 0 : quiet);
    abort.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  private async run(entry: Entry, model: DockerfileModel, settings: Settings, signal: AbortSignal): Promise<void> {
    const shown = JSON.stringify(moved(entry, model));
    try {
      this.service ??= this.start!();
      const findings = await (await this.service).check(model, settings, signal);
      if (signal.aborted) return;
      entry.instructions = comparables(model);
      entry.findings = findings.flatMap((finding) => place(finding, model));
      entry.state = { kind: 'done' };
    } catch (error) {
      if (signal.aborted) return;
      entry.findings = [];
      entry.state = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    this.onDone(JSON.stringify(moved(entry, model)) !== shown);
  }
}

function place(finding: Finding, model: DockerfileModel): Placed[] {
  const instruction = instructionAt(model, finding.range);
  return instruction ? [{ instruction: instruction.index, line: model.source.lineAt(instruction.span.start), finding }] : [];
}

function moved(entry: Entry, model: DockerfileModel): Finding[] {
  if (entry.findings.length === 0) return [];
  const now = counterparts(entry.instructions, comparables(model));
  return entry.findings.flatMap(({ instruction, line, finding }) => {
    const counterpart = model.instructions[now[instruction]!];
    const moved = counterpart && moveFinding(finding, (range) => moveRange(range, model.source.lineAt(counterpart.span.start) - line));
    return moved ? [moved] : [];
  });
}

/** Equal where the text is, indentation included: only then does a shift by lines put every range where it belongs. */
function comparables({ instructions, source }: DockerfileModel): Comparable[] {
  return instructions.map(({ span, from }) => ({ meaning: source.text.slice(source.lineStart(source.lineAt(span.start)), span.end), startsStage: from !== undefined }));
}

/**
 * Keeps the results of a scan with their instructions while the Dockerfile is edited. Pure: what is stored is what the scan saw, and every text is compared with that
 * anew, so results move with their instruction, vanish where it changes its meaning and come back when the change is undone.
 */
import type { DockerfileModel, Instruction } from '../../lint/dockerfile/model';
import type { Finding } from '../../lint/finding';
import { isIgnoredVulnerability, type IgnoredVulnerabilities } from '../../lint/versions/ignored';
import type { Range } from '../../lint/text/span';
import type { ReportedVulnerability, ScanReport } from '../../scan/types';
import { counterparts, type Comparable } from '../counterparts';

/** What a scan found about one instruction. */
export interface InstructionResults {
  readonly vulnerabilities: readonly ReportedVulnerability[];
  readonly checks: readonly Finding[];
}

export interface AnchoredScan {
  readonly report: ScanReport;
  /** The instructions of the Dockerfile as it was scanned. */
  readonly instructions: readonly Comparable[];
  /** By position in `instructions`. */
  readonly results: ReadonlyMap<number, InstructionResults>;
}

export interface PlacedResults extends InstructionResults {
  readonly instruction: Instruction;
}

/** `model` is of the text that was handed to the scan. */
export function anchorScan(report: ScanReport, model: DockerfileModel): AnchoredScan {
  const results = new Map<number, { vulnerabilities: ReportedVulnerability[]; checks: Finding[] }>();
  const at = (uri: string, range: Range): { vulnerabilities: ReportedVulnerability[]; checks: Finding[] } | undefined => {
    const index = uri === model.uri ? instructionAt(model, range)?.index : undefined;
    if (index === undefined) return undefined;
    let entry = results.get(index);
    if (!entry) results.set(index, (entry = { vulnerabilities: [], checks: [] }));
    return entry;
  };
  for (const vulnerability of report.vulnerabilities) {
    if (vulnerability.instruction) at(vulnerability.instruction.uri, vulnerability.instruction.range)?.vulnerabilities.push(vulnerability);
  }
  for (const check of report.checks) at(check.uri, check.range)?.checks.push(check);
  return { report, instructions: model.instructions.map(comparable), results };
}

/** Results whose instruction still stands in `model`, in file order, without the vulnerabilities that the user ignores. */
export function placeScan(scan: AnchoredScan, model: DockerfileModel, ignored: IgnoredVulnerabilities = new Set()): PlacedResults[] {
  const moved = counterparts(scan.instructions, model.instructions.map(comparable));
  const placed: PlacedResults[] = [];
  for (const [index, results] of scan.results) {
    const instruction = model.instructions[moved[index]!];
    if (instruction) placed.push({ instruction, checks: results.checks, vulnerabilities: results.vulnerabilities.filter((one) => !isIgnoredVulnerability(one, ignored)) });
  }
  return placed.sort((a, b) => a.instruction.index - b.instruction.index);
}

function comparable(instruction: Instruction): Comparable {
  return { meaning: meaningOf(instruction), startsStage: instruction.from !== undefined };
}

/**
 * What decides what an instruction does: its text without layout and comments, and the values of the variables in it. For a FROM the image it starts from and the
 * platform; a stage that is renamed means the same.
 */
export function meaningOf(instruction: Instruction): string {
  const parts = [instruction.keyword];
  if (instruction.from) {
    const { source, platform } = instruction.from;
    parts.push(source.kind === 'image' ? source.image.text : source.kind === 'stage' ? `stage ${source.stage.index}` : source.word.text, platform?.value?.text ?? '');
    return parts.join('\0');
  }
  for (const flag of instruction.flags) parts.push(`--${flag.name}=${flag.value?.text ?? ''}`);
  parts.push(instruction.args.text.replace(/\s+/g, ' ').trim());
  for (const heredoc of instruction.heredocs) parts.push(heredoc.content);
  for (const match of instruction.args.text.matchAll(/\$\{?(\w+)/g)) parts.push(`${match[1]}=${instruction.before.scope.lookup(match[1]!)?.value ?? ''}`);
  return parts.join('\0');
}

/** The instruction that holds the start of a range. */
export function instructionAt(model: DockerfileModel, range: Range): Instruction | undefined {
  const offset = model.source.offsetAt(range.start);
  return model.instructions.find((instruction) => instruction.span.start <= offset && offset <= instruction.span.end);
}

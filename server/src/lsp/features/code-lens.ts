/** Code lenses on FROM: end of life of the base image, and the state of the scan on the final stage. */
import type { CodeLens } from 'vscode-languageserver';
import type { DockerfileModel, Stage } from '../../lint/dockerfile/model';
import { commands } from '../../protocol';
import { imageLife, lifeText } from '../images';
import type { AnchoredScan } from '../scan/anchor';
import { advisoriesOf, countText } from '../scan/findings';

export interface CodeLensContext {
  readonly today: string;
  /** Scanning is possible here and allowed. */
  readonly scanAllowed: boolean;
  readonly scan: AnchoredScan | undefined;
  /** A scan of this Dockerfile's image is under way. */
  readonly scanning: boolean;
  /** The client carries out all our commands; otherwise only those of the server may be used. */
  readonly commands: boolean;
}

export function codeLenses(model: DockerfileModel, context: CodeLensContext): CodeLens[] {
  return model.stages.flatMap((stage) => [...lifeLenses(stage, model, context.today), ...(stage.final && context.scanAllowed ? scanLenses(stage, model, context) : [])]);
}

function lifeLenses(stage: Stage, model: DockerfileModel, today: string): CodeLens[] {
  if (stage.base.kind !== 'image') return [];
  return imageLife(stage.base.image, today)
    .filter((life) => life.state.kind !== 'supported')
    .map((life) => lens(stage, model, lifeText(life)));
}

function scanLenses(stage: Stage, model: DockerfileModel, context: CodeLensContext): CodeLens[] {
  if (context.scanning) return [lens(stage, model, 'Scanning…')];
  if (!context.scan) return [lens(stage, model, 'Scan image built from this Dockerfile', commands.scanBuiltImage, model.uri)];
  const { report } = context.scan;
  const advisories = advisoriesOf(report.vulnerabilities);
  const parts: string[] = [];
  if (advisories.length > 0) parts.push(`${countText(advisories)} ${advisories.length === 1 ? 'vulnerability' : 'vulnerabilities'}`);
  // What no advisory covers is not clean.
  if (report.notCovered.length > 0) parts.push(`not covered: ${report.notCovered.map((one) => one.ecosystem).join(', ')}`);
  const result = parts.length > 0 ? parts.join('; ') : 'no known vulnerabilities';
  return [lens(stage, model, `${report.image.name}: ${result}`, context.commands ? commands.showReport : '', model.uri), lens(stage, model, 'Scan again', commands.scanBuiltImage, model.uri)];
}

/** Without a command a lens is text. */
function lens(stage: Stage, model: DockerfileModel, title: string, command = '', ...args: readonly string[]): CodeLens {
  return { range: model.source.range(stage.instruction.keywordSpan), command: { title, command, arguments: [...args] } };
}

/** Instructions of which only the last one in a stage counts. */
import type { ReportDetails } from '../rule';
import type { Span } from '../text/span';
import { removeInstruction } from './edits';
import type { DockerfileModel, Keyword } from './model';

/** Reports every instruction of that keyword that a later one of its stage replaces, on the keyword, with a fix that removes it. */
export function reportSuperseded(file: DockerfileModel, keyword: Keyword, report: (at: Span, details: ReportDetails) => void): void {
  for (const instructions of [file.preamble, ...file.stages.map((stage) => stage.instructions)]) {
    const found = instructions.filter((instruction) => instruction.keyword === keyword);
    const last = found.pop();
    for (const instruction of found) {
      report(instruction.keywordSpan, {
        data: { keyword },
        fixes: [{ title: `Remove this ${keyword}`, applicability: 'safe', edits: [removeInstruction(file, instruction)] }],
        related: [{ span: last!.keywordSpan, message: `This ${keyword} counts.` }],
        tags: ['unnecessary'],
      });
    }
  }
}

/** Comments that `docker build --call=outline` and `--call=targets` show as descriptions. */
import type { Comment, Instruction } from './model';

/** Comments for tools, and lines drawn under headings. */
const notProse = /^(?:[\w-]+[:=]|hadolint\b|plimsoll\b|check=|checkov|trivy|kics|nosem|NOSONAR|tally\b|renovate|shellcheck|syntax|-+|=+)/i;

/** The comment on the line above an ARG or FROM; one with a blank line below it describes nothing. */
export function descriptionOf(instruction: Instruction): Comment | undefined {
  const comment = instruction.leadingComments[instruction.leadingComments.length - 1];
  return !comment || comment.inside || instruction.onbuild || comment.text === '' || notProse.test(comment.text) ? undefined : comment;
}

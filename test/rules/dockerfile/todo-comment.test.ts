import { checkClean, checkRule } from '../../helpers/rules';
import { todoComment } from '../../../server/src/lint/rules/dockerfile/todo-comment';

describe('todo-comment', () => {
  it('the word', () => {
    checkRule(todoComment, `
# TODO: pin
  ^^^^ hint todo-comment/todo
FROM alpine:3.24
RUN a \\
  # FIXME later
    ^^^^^ hint todo-comment/todo
  b
`);
  });

  it('other comments, and words in instructions', () => {
    checkClean(todoComment, `
# to do, or not todo
FROM alpine:3.24
RUN echo TODO
`);
  });
});

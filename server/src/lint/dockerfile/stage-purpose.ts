/** What a stage is for, told from its name. */
import type { Stage } from './model';

const development = /^(?:dev|devel|develop|developer|development|debug|test|tests|testing|ci|local|lint|e2e|playground)$/;

/** True for stages that nobody runs in production: `dev`, `test-runner`. */
export function isForDevelopment(stage: Stage | undefined): boolean {
  return stage?.name !== undefined && stage.name.split(/[-_.]/).some((part) => development.test(part));
}

/** What a stage is for, told from its name. */
import type { Stage } from './model';

const development = /^(?:dev|devel|develop|developer|development|debug|test|tests|testing|ci|local|lint|e2e|playground)$/;

/** A stage for development or tests, by its name: nobody ships it. */
export function isForDevelopment(stage: Stage | undefined): boolean {
  return stage?.name !== undefined && stage.name.split(/[-_.]/).some((part) => development.test(part));
}

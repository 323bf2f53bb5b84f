/** What a stage is for, told from its name. */
import type { DockerfileModel, Stage } from './model';
import { accountsOf } from './accounts';
import { rootBase } from './stages';
import { baseName } from '../text/go-path';

const development = /^(?:dev|devel|develop|developer|development|debug|test|tests|testing|ci|local|lint|e2e|playground)$/;

/** A stage for development or tests, by its name: nobody ships it. */
export function isForDevelopment(stage: Stage | undefined): boolean {
  return stage?.name !== undefined && stage.name.split(/[-_.]/).some((part) => development.test(part));
}

/** A Dockerfile for development or tests, by the name of the file: `Dockerfile.dev`, `Dockerfile.tilt`. */
export function isDevelopmentFile({ uri }: DockerfileModel): boolean {
  return baseName(uri).toLowerCase().split(/[-_.]/).some((part) => part === 'tilt' || development.test(part));
}

/** An image to develop in, as devcontainer.json describes it: by its place, its base image or its account. */
export function isDevContainer({ uri }: DockerfileModel, stage: Stage): boolean {
  const base = rootBase(stage);
  if (/\/\.devcontainer\//.test(uri) || (base.kind === 'image' && /\/devcontainers?(?:\/|$)/.test(base.image.normalized))) return true;
  if (stage.chain.some(({ instructions }) => instructions.some(({ keyword, pairs }) => keyword === 'ENV' && pairs.some(({ key }) => key.value === 'DEVCONTAINER')))) return true;
  return accountsOf(stage).some(({ name }) => name === 'vscode');
}

/** What a file is for, told from the directories that it lies in. */
import type { Workspace } from './model';
import { directoryOf, fileName } from './uri';

const onlyTried = /^(?:\.devcontainer|\.?ci|\.circleci|\.github|\.gitlab|e2e|examples?|fixtures?|integration[-_]?tests?|test-?bed|testdata|testing|tests?)$/i;

/** A container to develop in. */
export function isInDevContainer(uri: string): boolean {
  return /\/\.devcontainer\//.test(uri);
}

/** True for files of tests, examples, pipelines and development containers: what they make is run for a moment, or to be looked at. Directories above the project say nothing. */
export function isOnlyTried(uri: string, workspace: Workspace): boolean {
  const directories = workspace.placeOf?.(uri)?.split('/').slice(0, -1) ?? [fileName((directoryOf(uri) ?? '').replace(/\/$/, ''))];
  return isInDevContainer(uri) || directories.some((name) => onlyTried.test(name)) || isNamedForTests(uri);
}

/** `compose.test.yaml`, `docker-compose-e2e.yml`. */
function isNamedForTests(uri: string): boolean {
  return /compose/i.test(fileName(uri)) && fileName(uri).toLowerCase().split(/[-_.]/).some((part) => /^(?:(?:auto|unit|smoke|load|integration)?tests?|testing|ci|e2e|integration)$/.test(part));
}

/** Compose files of tests and pipelines: nobody's data is in their containers. */
export function isOnlyTested(uri: string, workspace: Workspace): boolean {
  return isNamedForTests(uri) || directoriesOf(uri, workspace).some((name) => /^(?:\.?ci|\.circleci|\.github|\.gitlab|e2e|testdata|tests?|integration[-_]tests?)$/i.test(name));
}

/** Data for tests: Dockerfiles that are only read. */
export function isTestData(uri: string, workspace: Workspace): boolean {
  return directoriesOf(uri, workspace).some((name) => testData.test(name));
}

const testData = /^(?:test-?data|test[-_]files|testing|tests?|__tests__|(?:__)?fixtures?(?:__)?|snapshots?|spec)$/i;

const tests = /^(?:\.devcontainer|e2e|fixtures?|integration[-_]?tests?|test-?bed|testdata|testing|tests?)$/i;

/** True for files of tests and development containers by their directories: nobody pulls the images that they make. Examples are copied, and images of pipelines are pulled all day. */
export function isNeverPulled(uri: string, workspace: Workspace): boolean {
  return isInDevContainer(uri) || directoriesOf(uri, workspace).some((name) => tests.test(name));
}

/** Names of the directories within the project that a file lies in; none where that is not known. */
function directoriesOf(uri: string, workspace: Workspace): readonly string[] {
  return workspace.placeOf?.(uri)?.split('/').slice(0, -1) ?? [];
}

/** System packages that RUNs of a stage leave installed. */
import { callsOf, type PackageCall } from '../shell/package-commands';
import type { PackageArgument } from '../shell/managers';
import type { DockerfileModel, Stage } from './model';

/** Managers of the packages of a distribution. */
export const systemManagers = ['apt-get', 'apt', 'apk', 'dnf', 'microdnf', 'yum', 'tdnf', 'zypper', 'pacman'];

export interface InstalledPackage extends PackageCall {
  readonly argument: PackageArgument;
  readonly name: string;
}

/** Those of the stage and the stages it starts from; what a RUN removes again by name, or as a virtual package of apk, is left out. */
export function installedPackages(file: DockerfileModel, stage: Stage): readonly InstalledPackage[] {
  const within = ({ instruction }: PackageCall): boolean => stage.chain.some((part) => part.index === instruction.stage?.index);
  const removals = callsOf(file, systemManagers, 'remove').filter(within);
  return callsOf(file, systemManagers, 'install').filter(within).flatMap(({ instruction, call }) => {
    const later = removals.filter((removal) => removal.instruction.index >= instruction.index);
    const removed = new Set(later.flatMap((removal) => removal.call.packages.map((argument) => argument.name)));
    const virtual = call.option('--virtual', '-t')?.value;
    if (virtual !== undefined && removed.has(virtual)) return [];
    // `apt-get purge --auto-remove` takes what is not needed any more along; what it names stands for the rest.
    const swept = later.some((removal) => removal.instruction === instruction && removal.call.has('--auto-remove', '--autoremove') && removal.call.packages.some((argument) => call.packages.some((own) => own.name === argument.name)));
    if (swept) return [];
    return call.packages.flatMap((argument) => (argument.name === undefined || removed.has(argument.name) ? [] : [{ instruction, call, argument, name: argument.name }]));
  });
}

/** Updates in a RUN that installs nothing. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import { isMounted } from './leftovers';
import type { PackageInstall } from './managers';
import type { ShellCommand } from './model';
import { packageCalls } from './package-commands';
import type { PackageCall } from './package-commands';
import { startsScript } from './project-scripts';
import { commandsOf } from './scripts';

/** What a call updates, the package index or everything that is installed, if nothing in its RUN makes use of it. */
export function loneUpdate(file: DockerfileModel, { instruction, call }: PackageCall): 'index' | 'all' | undefined {
  const kind = updates(call);
  return kind && !isMounted(instruction, ['/var/lib/apt/lists', '/var/cache/apk', '/var/lib/pacman']) && !usesIndex(file, instruction, call) ? kind : undefined;
}

function updates({ action, manager, packages }: PackageInstall): 'index' | 'all' | undefined {
  if (manager.family === 'debian' || manager.family === 'alpine' || manager.family === 'arch') {
    if (action === 'update') return 'index';
    // pacman -Syu alone, with pacman -S in a later layer.
    return manager.family === 'arch' && action === 'dist-upgrade' ? 'all' : undefined;
  }
  return manager.family === 'rpm' && (action === 'upgrade' || action === 'dist-upgrade') && packages.length === 0 ? 'all' : undefined;
}

/** Programs that call the package manager by themselves. */
const installers = /^(?:rosdep|mk-build-deps|gdebi|tasksel|playwright|unattended-upgrades?|equivs-build|deb-get|nala|curl|wget)$/;

function usesIndex(file: DockerfileModel, instruction: Instruction, call: PackageInstall): boolean {
  const beside = packageCalls(file).filter((other) => other.instruction === instruction && other.call !== call);
  const uses = call.manager.family === 'rpm' ? /^(?:install|build-dep|restore)$/ : /^(?:install|upgrade|dist-upgrade|build-dep|download|query)$/;
  if (beside.some((other) => uses.test(other.call.action)) || startsScript(instruction)) return true;
  return commandsOf(instruction).some((command) => command.args.some((word) => word.value === 'install-deps') || installsFile(command) || (installers.test(command.name) && (command.pipedTo !== undefined || !/^(?:curl|wget)$/.test(command.name))));
}

/** `rpm -i`, `rpm -Uvh`, `dpkg -i`. */
function installsFile({ name, args }: ShellCommand): boolean {
  return (name === 'rpm' || name === 'dpkg') && args.some((word) => /^(?:-[a-zA-Z]*[iUF][a-zA-Z]*|--(?:install|upgrade|freshen))$/.test(word.value ?? '')) && !args.some((word) => /^-[a-zA-Z]*q|^--query/.test(word.value ?? ''));
}

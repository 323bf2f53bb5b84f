/** Commands that compare a checksum or a signature with what it should be. */
import type { ShellCommand } from './model';
import { hasFlag } from './options';

export interface Verification {
  readonly command: ShellCommand;
  /** `sha256`, `md5`, …; `signature`. */
  readonly algorithm: string;
}

const sums = /^(?:(sha(?:1|224|256|384|512)|md5|b2|b3)sum)$/;

/** Undefined for commands that only print a checksum. */
export function verificationOf(command: ShellCommand): Verification | undefined {
  const found = (algorithm: string): Verification => ({ command, algorithm });
  const sum = sums.exec(command.name)?.[1];
  if (sum) return hasFlag(command, '-c', '--check') || command.args.some((word) => /^-[a-z]*c/.test(word.value ?? '')) ? found(sum.replace('sum', '')) : undefined;
  switch (command.name) {
    case 'shasum': {
      if (!command.args.some((word) => /^-[a-z]*c|^--check$/.test(word.value ?? ''))) return undefined;
      const at = command.args.findIndex((word) => /^-[a-z]*a$|^--algorithm$/.test(word.value ?? ''));
      const inline = command.args.map((word) => /^(?:-a|--algorithm=)(\d+)$/.exec(word.value ?? '')?.[1]).find((value) => value !== undefined);
      return found(`sha${inline ?? (at >= 0 ? (command.args[at + 1]?.value ?? '256') : '1')}`);
    }
    case 'gpg':
    case 'gpg2':
      return command.args.some((word) => word.value === '--verify') ? found('signature') : undefined;
    case 'gpgv':
      return found('signature');
    case 'cosign':
      return /^verify/.test(command.args[0]?.value ?? '') ? found('signature') : undefined;
    case 'minisign':
      return command.args.some((word) => /^-[a-zA-Z]*V/.test(word.value ?? '')) ? found('signature') : undefined;
    default:
      return undefined;
  }
}

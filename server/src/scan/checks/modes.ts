/** Bits of `st_mode`. Source: inode(7). */
export const modes = { directory: 0o040000, file: 0o100000, setuid: 0o4000, setgid: 0o2000, sticky: 0o1000, worldWritable: 0o002, executable: 0o111 } as const;

/** A program that runs as its owner or group, whoever starts it. */
export function isSetId(mode: number): boolean {
  return (mode & (modes.setuid | modes.setgid)) !== 0 && (mode & modes.executable) !== 0 && (mode & modes.directory) === 0;
}

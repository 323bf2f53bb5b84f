/** What the exit status of every command means. */
export const exitStatus = {
  /** Nothing at or above `--fail-on`. */
  ok: 0,
  /** Something. */
  findings: 1,
  /** Bad usage, or nothing could be read. */
  failed: 2,
  /** Stopped by Ctrl+C, as shells count it. */
  interrupted: 130,
} as const;

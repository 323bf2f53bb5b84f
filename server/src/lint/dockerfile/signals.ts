/** Signals as STOPSIGNAL takes them: Linux names with or without SIG in any letter case, or numbers. Source: signal(7). */

const numbers: Readonly<Record<string, number>> = {
  HUP: 1, INT: 2, QUIT: 3, ILL: 4, TRAP: 5, ABRT: 6, IOT: 6, BUS: 7, FPE: 8, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13, ALRM: 14, TERM: 15, STKFLT: 16, CHLD: 17, CLD: 17, CONT: 18,
  STOP: 19, TSTP: 20, TTIN: 21, TTOU: 22, URG: 23, XCPU: 24, XFSZ: 25, VTALRM: 26, PROF: 27, WINCH: 28, IO: 29, POLL: 29, PWR: 30, SYS: 31, UNUSED: 31,
};

export interface Signal {
  /** `SIGTERM`, `SIGRTMIN+3`; undefined for a number without a name that is the same on all machines. */
  readonly name: string | undefined;
  readonly number: number | undefined;
}

/** Undefined where Docker knows no such signal. */
export function parseSignal(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) {
    const number = Number(text);
    if (number === 0) return undefined;
    const name = Object.keys(numbers).find((key) => numbers[key] === number);
    return { name: name === undefined ? undefined : `SIG${name}`, number };
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (Object.hasOwn(numbers, name)) return { name: `SIG${name}`, number: numbers[name] };
  const realTime = /^RT(?:MIN(?:\+(\d+))?|MAX(?:-(\d+))?)$/.exec(name);
  if (!realTime || Number(realTime[1] ?? realTime[2] ?? 0) > 15) return undefined;
  return { name: `SIG${name}`, number: undefined };
}

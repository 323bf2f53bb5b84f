/** PowerShell code of a RUN, told by SHELL, by the image or by a call of the program. There is no syntax tree of it: rules look for words. */
import type { Instruction } from '../dockerfile/model';
import { rootBase } from '../dockerfile/stages';
import type { Span } from '../text/span';
import { dialectOfShell, programName, shellDialect } from './dialect';
import { scriptsOf } from './scripts';

export interface PowershellScript {
  readonly text: string;
  /** What SHELL runs before it. */
  readonly prelude: string;
  /** `pwsh` knows more than the `powershell` of Windows. */
  readonly program: 'pwsh' | 'powershell';
  /** Where one stands in front of the code: `powershell -Command …`. */
  readonly wrapper?: Span;
  toSpan(start: number, end: number): Span;
}

export function powershellOf(instruction: Instruction): PowershellScript | undefined {
  if (instruction.keyword !== 'RUN' || instruction.exec) return undefined;
  const script = scriptsOf(instruction)[0];
  if (!script) return undefined;
  const { words } = instruction.before.shell;
  const isShell = dialectOfShell(words) === 'powershell';
  const base = instruction.stage && rootBase(instruction.stage);
  const isImage = !instruction.before.shell.instruction && base?.kind === 'image' && base.image.normalized === 'mcr.microsoft.com/powershell';
  if (isShell || isImage) {
    const program = isShell && words.some((word) => programName(word) === 'powershell') ? 'powershell' : 'pwsh';
    const wrapped = wrapperOf(script.text);
    return { text: script.text, prelude: words.slice(1).join(' '), program, ...(wrapped ? { wrapper: script.toSpan(wrapped.start, wrapped.end) } : {}), toSpan: (start, end) => script.toSpan(start, end) };
  }
  const wrapper = wrapperOf(script.text);
  if (!wrapper) return undefined;
  return {
    text: script.text.slice(wrapper.end),
    prelude: '',
    program: wrapper.program,
    wrapper: script.toSpan(wrapper.start, wrapper.end),
    toSpan: (start, end) => script.toSpan(start + wrapper.end, end + wrapper.end),
  };
}

/** `powershell -NoProfile -Command "` at the start of a script; a script file (`-File`) is no code of ours. */
function wrapperOf(text: string): { start: number; end: number; program: 'pwsh' | 'powershell' } | undefined {
  const match = /^\s*@?(\S+)((?:\s+[-/]\w+(?:\s+(?:Bypass|Unrestricted|RemoteSigned|AllSigned|Hidden|Stop|Text))?)*)\s+["']?/i.exec(text);
  if (!match || shellDialect(match[1]!) !== 'powershell' || /[-/](?:f|file|enc\w*|e)\b/i.test(match[2]!)) return undefined;
  return { start: match[0].indexOf(match[1]!), end: match[0].length, program: programName(match[1]!) === 'pwsh' ? 'pwsh' : 'powershell' };
}

/** Statements, told by semicolons and line breaks outside quotes and brackets; assignments of preferences do not count. */
export function statementsOf(text: string): readonly string[] {
  const plain = text.replace(/'[^']*'|"[^"]*"/g, 'x');
  return plain.split(/[;\n]/).filter((part) => part.trim() !== '' && !/^\s*["'})\]]*\s*$/.test(part) && !/^\s*\$\w*Preference\s*=/i.test(part));
}

/** How many statements there are, without what only prints or waits before the first that does more. */
export function statementCount(text: string): number {
  const statements = statementsOf(text);
  const first = statements.findIndex((part) => !/^\s*(?:write-(?:host|output|verbose)|echo|start-sleep|sleep)\b/i.test(part));
  return first < 0 ? 0 : statements.length - first;
}

/** Words that are no programs: statements, and aliases of cmdlets. */
const ownWords = /^(?:if|else|elseif|for|foreach|while|do|switch|try|catch|finally|function|param|return|throw|exit|cd|chdir|cls|cp|copy|curl|date|del|dir|echo|erase|gc|gci|gp|iex|ii|irm|iwr|kill|ls|md|mkdir|move|mv|ni|popd|ps|pushd|pwd|rd|ren|ri|rm|rmdir|sc|set|sleep|sp|start|tee|type|wget|write)$/i;

/** Whether a statement before the last one starts a program, whose failure PowerShell does not take for an error. The status of the last one is that of the whole. */
export function callsProgram(text: string): boolean {
  const statements = text.replace(/'[^']*'|"[^"]*"/g, (quoted) => 'x'.repeat(quoted.length)).split(/[;\n{}]/).map((part) => part.replace(/^[\s()`]+/, '')).filter((part) => /\w/.test(part));
  return statements.slice(0, -1).some((statement) => {
    const [, call, word] = /^(&\s*)?([^\s|;]+)/.exec(statement) ?? [];
    if (word === undefined) return false;
    if (call !== undefined || /\.(?:exe|cmd|bat)$/i.test(word)) return true;
    return /^[a-z][\w.]*$/i.test(word) && !ownWords.test(word);
  });
}

/** Whether a preference is set to a value in the prelude, or before `end` of the code. */
export function setsPreference(script: PowershellScript, name: string, value: string, end = script.text.length): boolean {
  return new RegExp(`\\$${name}\\s*=\\s*["']?${value}\\b`, 'i').test(`${script.prelude}\n${script.text.slice(0, end)}`);
}

import { accountsOf } from '../../dockerfile/accounts';
import type { DockerfileModel, Instruction, Stage, Word } from '../../dockerfile/model';
import { flagOf } from '../../dockerfile/syntax';
import { rootBase } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const userNotInImage = defineRule({
  name: 'user-not-in-image',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['named-identity-in-passwdless-stage'] },
  docs: {
    what: 'An image that starts from nothing names a user or group that it cannot know: it has no /etc/passwd.',
    why: 'Names are looked up in the image. A container with such a USER does not start. `COPY --chown` with a name fails the build where it is the first to write into the image; later ones fail in older engines, and newer ones give the files to root without a word.',
    bad: 'FROM scratch\nCOPY app /app\nUSER app\nENTRYPOINT ["/app"]\n',
    good: 'FROM scratch\nCOPY app /app\nUSER 10001\nENTRYPOINT ["/app"]\n',
    exceptions: 'As soon as something is copied that may bring a passwd file (to `/`, `/etc` or `/etc/passwd`), or a RUN stands before, names are accepted. An argument whose default is scratch only stands in for another image.',
  },
  messages: {
    user: 'The name {name} cannot be looked up: this image has no /etc/passwd. Write a number.',
    first: 'The name {name} cannot be looked up: this image has no /etc/passwd, so the build fails. Write a number.',
    later: 'The name {name} cannot be looked up: this image has no /etc/passwd. BuildKit gives the files to root, and older engines end the build. Write a number.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      const base = rootBase(stage);
      // A default that only stands in for the image that every build names.
      if (base.kind !== 'scratch' || base.word.text.includes('$') || stage.os === 'windows') continue;
      for (const instruction of stage.instructions) {
        if (mayHavePasswd(stage, instruction)) break;
        const word = instruction.keyword === 'USER' ? instruction.words[0] : flagOf(instruction, 'chown')?.value;
        const name = word?.resolved?.split(':').find(isName);
        if (!word || name === undefined) continue;
        const message = instruction.keyword === 'USER' ? 'user' : isFirstToWrite(stage, instruction) ? 'first' : 'later';
        const newText = numbers(word.resolved!, file);
        report(word.span, message, {
          data: { name },
          fixes: [{ title: `Write ${newText}`, applicability: 'unsafe', edits: [{ span: word.span, newText }] }],
          ...(message === 'later' ? { severity: 'warning' } : {}),
        });
      }
    }
  },
});

/** Neither a number nor root, which engines know without a file. */
function isName(part: string): boolean {
  return part !== '' && part !== 'root' && !/^\d+$/.test(part);
}

/** BuildKit has no file system at all to look into as long as nothing was written ("invalid user index: -1"); behind that, a missing passwd file is as one without the name. */
function isFirstToWrite(stage: Stage, before: Instruction): boolean {
  return !stage.chain.some((part) => part.instructions.some(({ keyword, index }) => (part !== stage || index < before.index) && /^(?:COPY|ADD|WORKDIR|RUN)$/.test(keyword)));
}

function mayHavePasswd(stage: Stage, before: Instruction): boolean {
  return stage.chain.some((part) => part.instructions.some((instruction) => (part !== stage || instruction.index < before.index) && mayBringPasswd(instruction)));
}

function mayBringPasswd({ keyword, copy, heredocs }: Instruction): boolean {
  if (keyword === 'RUN') return true;
  if (!copy?.destination) return false;
  const to: Word = copy.destination;
  if (to.resolved === undefined || /^\/*(?:\.\/*)?$|^\/+etc(?:\/+passwd)?\/*$/.test(to.resolved)) return true;
  return heredocs.length > 0 && to.resolved.includes('passwd');
}

/** Ids that any stage of the file gives the accounts; else those that distroless images use. */
function numbers(owner: string, file: DockerfileModel): string {
  const accounts = file.stages.flatMap((stage) => accountsOf(stage));
  const number = (part: string): string => {
    if (!isName(part)) return part;
    const uid = accounts.find((account) => account.name === part)?.uid;
    return uid ?? (/^(?:nobody|nogroup)$/.test(part) ? '65534' : '65532');
  };
  return owner.split(':').map(number).join(':');
}

import { askedOfUsers, withoutUser } from '../../context/without-user';
import { addUser } from '../../dockerfile/add-user';
import { defineRule } from '../../rule';

export const unclearUser = defineRule({
  name: 'unclear-user',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'hint',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  ...askedOfUsers,
  docs: {
    what: 'No USER is given for a final stage that starts nothing by itself.',
    why: 'Such an image holds files, is the base of others or a place to work in. Where it is more than that, its container runs as root.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache git\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache git\nUSER 10001\n',
    exceptions: 'Left alone is what `missing-user` leaves alone. Images that start something are its matter.',
  },
  messages: {
    files: 'Nothing starts in this image by itself, but what is started in it runs as root. If it is more than files to be copied, add USER.',
    idle: 'Nothing but the shell of {image} starts in this image by itself, but what is started in it runs as root. If it is more than a base for other images, or a place to work in, add USER.',
    inherited: 'This image starts what {image} starts, and whether that runs as root is not known. If it does, and this is more than a base for other images, add USER.',
  },
  check(file, report, { options, workspace }) {
    const root = withoutUser(file, workspace, options.safeImages);
    if (!root || root.starts === 'something') return;
    const { stage, image } = root;
    report(stage.instruction.from!.image.span, image === 'scratch' ? 'files' : root.known ? 'idle' : 'inherited', { data: { image }, fixes: [addUser(file, stage)] });
  },
});

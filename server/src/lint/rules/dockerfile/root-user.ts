import { givesUpRoot } from '../../context/start-privileges';
import { accountsOf } from '../../dockerfile/accounts';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { isRoot, runsAsNonRoot } from '../../workspace/users';

export const rootUser = defineRule({
  name: 'root-user',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {
    hadolint: ['DL3002'], trivy: ['DS-0002'], checkov: ['CKV_DOCKER_8'], kics: ['last_user_is_root'], semgrep: ['last-user-is-root'], sonar: ['S6471'], droast: ['DF002'], dockle: ['CIS-DI-0001'], cis: ['4.1'],
  },
  docs: {
    what: 'The final stage ends with USER root, by name or as 0.',
    why: 'Root in a container is root on the host as soon as one wall falls: a mounted socket or directory, a kernel flaw, a misconfigured runtime. An intruder who is nobody in the container has far less to start from.',
    bad: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nUSER root\nCMD ["sleep", "1"]\n',
    good: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions:
      'Only the final stage counts, with the user it inherits from earlier stages. An entrypoint that gives up its privileges (gosu, su-exec, setpriv, …), also in a start script that the image copies (su, sudo -u, runuser too), is accepted, and so are Compose services that all run the image as another user. A user from an argument without a default is not judged, and so is a USER with a comment right above it that says what needs root.',
  },
  messages: {
    explicit: 'The image runs as {user}. Whoever breaks out of the process is root; switch to a user without privileges after the last step that needs root.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    const user = stage?.exit.user;
    if (!stage || user?.user === undefined || !isRoot(user.user)) return;
    if (runsAsNonRoot(file.uri, workspace, stage.name) || givesUpRoot(file, workspace)) return;
    if (isExplained(file, user.instruction)) return;
    const word = user.instruction.words[0]!;
    // A USER of an earlier stage is shown where the final stage takes it over.
    const own = user.instruction.stage?.index === stage.index;
    const account = accountsOf(stage).find((candidate) => !isRoot(candidate.name));
    const replacement = account?.uid ?? account?.name;
    const fixes = own && replacement !== undefined ? [{ title: `Run as ${replacement}`, applicability: 'unsafe' as const, edits: [{ span: word.span, newText: replacement }] }] : [];
    const related = own ? [] : [{ span: word.span, message: 'The user is set here.' }];
    report(own ? word.span : stage.instruction.from!.image.span, 'explicit', { data: { user: user.user }, fixes, related });
  },
});

/** Somebody has thought of it, and says why: `# root is needed for mounts`. */
function isExplained(file: DockerfileModel, instruction: Instruction): boolean {
  const line = file.source.lineAt(instruction.span.start);
  return (file.whole ?? file).comments.some((comment) => !comment.inside && (comment.line === line - 1 || comment.line === line) && /\b(?:needs?|needed|requir\w+|must|necessary|because|since|so that|in order to|has to|have to|drops?)\b/i.test(comment.text) && !/\b(?:install|apt|apk|yum|packages?|build)\b/i.test(comment.text));
}

import { insertAfter } from '../../dockerfile/edits';
import { rootBase } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const pythonEnvMissing = defineRule({
  name: 'python-env-missing',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { droast: ['DF032'] },
  docs: {
    what: 'A Python image is built without PYTHONUNBUFFERED.',
    why: 'Python keeps its output back when it does not go to a terminal: the log of a container lags behind, and the last lines before a crash are lost.',
    bad: 'FROM python:3.14-slim\nCOPY app.py /app/\nUSER 10001\nCMD ["python", "/app/app.py"]\n',
    good: 'FROM python:3.14-slim\nENV PYTHONUNBUFFERED=1\nCOPY app.py /app/\nUSER 10001\nCMD ["python", "/app/app.py"]\n',
    exceptions: '`python -u` is accepted. Only final stages on the official Python image are judged. (PYTHONDONTWRITEBYTECODE saves little and makes every start slower; it is not asked for.)',
  },
  messages: {
    buffered: 'Without PYTHONUNBUFFERED the log lags behind, and loses its last lines in a crash. Set ENV PYTHONUNBUFFERED=1.',
  },
  check(file, report) {
    const stage = file.finalStage;
    const base = stage && rootBase(stage);
    if (!stage || base?.kind !== 'image' || !/(?:^|\/)library\/python$/.test(base.image.normalized) || stage.exit.scope.lookup('PYTHONUNBUFFERED')) return;
    if (stage.instructions.some((instruction) => (instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT') && /["'\s]-u["'\s]/.test(instruction.args.text))) return;
    report(stage.instruction.from!.image.span, 'buffered', { fixes: [{ title: 'Set PYTHONUNBUFFERED', applicability: 'unsafe', edits: [insertAfter(file, stage.instruction, 'ENV PYTHONUNBUFFERED=1')] }] });
  },
});

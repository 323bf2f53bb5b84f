import { developmentStart } from '../../dockerfile/development-commands';
import { startCommands } from '../../dockerfile/launch';
import { isDevelopmentFile, isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import { isBuiltForDevelopment } from '../../workspace/development';

export const developmentServer = defineRule({
  name: 'development-server',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'The container starts a development server or a program that restarts on every change.',
    why: 'Their makers say themselves that they are not for production: they show errors with source to everybody, some open a console, most serve one request at a time and check nothing.',
    bad: 'FROM node:24-slim\nUSER node\nCMD ["npm", "run", "dev"]\n',
    good: 'FROM node:24-slim\nUSER node\nCMD ["node", "server.js"]\n',
    exceptions: 'Files and stages that are named for development or tests are left alone, and so are files that Compose builds only for services that have the sources mounted over the working directory or an environment that says development.',
  },
  messages: {
    started: '{what} is for the developer, and shows more than others should see. Start the program as in production, or keep this in a stage named dev.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage || isForDevelopment(stage) || isDevelopmentFile(file) || isBuiltForDevelopment(file.uri, stage, workspace)) return;
    for (const command of startCommands(stage)) {
      const start = developmentStart(command);
      if (!start) continue;
      report({ start: start.from.span.start, end: start.to.span.end }, 'started', { data: { what: start.what } });
      return;
    }
  },
});

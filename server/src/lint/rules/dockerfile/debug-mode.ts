import { contextSources } from '../../context/sources';
import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { runtimeOf } from '../../dockerfile/runtime';
import { isDevelopmentFile, isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import { isBuiltForDevelopment } from '../../workspace/development';

export const debugMode = defineRule({
  name: 'debug-mode',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S4507'] },
  docs: {
    what: 'The final image sets a variable that puts a framework into development or debug mode.',
    why: 'In that mode frameworks show stack traces, settings and source to whoever causes an error, some open a console, and most are slower.',
    bad: 'FROM alpine:3.24\nENV NODE_ENV=development\nUSER 10001\n',
    good: 'FROM alpine:3.24\nENV NODE_ENV=production\nUSER 10001\n',
    exceptions: 'Only stages that the final image is built from are looked at; a development stage next to them is left alone, and so are files and a final stage that are named for development, and images that take only single files along (such as manifests) and start nothing: the sources are mounted into them. So are files that Compose builds only for services that have the sources mounted over the working directory or an environment that says development. Of variables that end with ENV or DEBUG, only those that frameworks read count.',
  },
  messages: {
    environment: '{name}={value} makes the image start in development mode, which shows errors and settings to anybody. Use production, and set development where you develop.',
    debug: '{name}={value} makes the image start in debug mode, which shows errors and settings to anybody. Leave it out, and set it where you debug.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage || isForDevelopment(stage) || isDevelopmentFile(file) || isEnvironment(file.whole ?? file, stage) || isBuiltForDevelopment(file.uri, stage, workspace)) return;
    for (const part of stage.chain) {
      for (const instruction of part.instructions) {
        if (instruction.keyword !== 'ENV') continue;
        for (const pair of instruction.pairs) {
          const name = pair.key.resolved;
          const value = pair.value?.resolved;
          const mode = name === undefined || value === undefined ? undefined : modeOf(name, value);
          if (!mode || !pair.value || isSetAnew(part, instruction, name!)) continue;
          // Of an argument the default is the place to change.
          const fixes = mode === 'environment' && pair.value.variables.length === 0 ? [{ title: 'Use production', applicability: 'unsafe' as const, edits: [{ span: pair.value.span, newText: 'production' }] }] : [];
          report(pair.span, mode, { data: { name: name!, value: value! }, fixes });
        }
      }
    }
  },
});

/** Frameworks and plain names. What another program makes of its own `…_DEBUG` is not known: most only log more. */
const debugNames = /^(?:(?:app|application|cakephp|django|fastapi|flask|laravel|odoo|quart|rails|sentry|superset|symfony|werkzeug|wordpress|wp|yii)_)?debug$/i;

/** Variables that frameworks read the name of their environment from. */
const modeNames =
  /^(?:(?:app|application|bun|cake|ci|craft|deno|django|fastapi|flask|go|hanami|kohana|laravel|mix|node|padrino|quart|rack|rails|sinatra|symfony|vapor|wp|yii)_env|(?:aspnetcore|ci|craft|dotnet|hosting|sentry|wp)_environment|environment|flow_context|micronaut_environments|typo3_context|wp_environment_type)$/i;

function modeOf(name: string, value: string): 'environment' | 'debug' | undefined {
  if (modeNames.test(name) && /^(?:dev|devel|develop|development)$/i.test(value)) return 'environment';
  if (/xdebug_mode$/i.test(name)) return /^off$/i.test(value) ? undefined : 'debug';
  return debugNames.test(name) && /^(?:true|yes|on|1)$/i.test(value) ? 'debug' : undefined;
}

/** Dependencies are installed and nothing starts: an environment for sources that are mounted into it. One that copies nothing may be the base of an application. */
function isEnvironment(file: DockerfileModel, stage: Stage): boolean {
  const { entrypoint, cmd } = runtimeOf(stage);
  const sources = contextSources(file).filter(({ by, instruction }) => by !== 'mount' && instruction.stage && stage.chain.includes(instruction.stage));
  return !entrypoint && !cmd && sources.length > 0 && sources.every(({ path }) => singleFile.test(path));
}

/** By its name: with an extension, or capitalized as the manifests without one are (Gemfile). */
const singleFile = /(?:^|\/)(?:[^/]*[^/.]\.[\w*?]+|[A-Z][\w.-]*)$/;

/** Later in the same stage; what a later stage sets has no effect on what this one ran. */
function isSetAnew(stage: Stage, after: Instruction, name: string): boolean {
  return stage.instructions.some((instruction) => instruction.keyword === 'ENV' && instruction.index > after.index && instruction.pairs.some((pair) => pair.key.resolved === name));
}

import { secretFilesOf } from '../secret-findings';
import { defineImageRule } from '../rule';

export const credentialFileInImage = defineImageRule({
  name: 'credential-file-in-image',
  target: 'image',
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  toldBy: ['secret-file-copied'],
  docs: {
    what: 'A layer of the built image has a file of credentials: logins of registries and package indexes, keys of clouds and clusters, a `.env` with secret values, the state of Terraform. Also where a later layer deletes the file.',
    why: 'Everybody who can pull the image has them, for as long as any copy of the image is about. A layer that deletes a file only hides it: the one below still holds it. `COPY . .` takes such files along unseen.',
    bad: 'FROM node:24-alpine\nWORKDIR /app\nCOPY .npmrc package.json ./\nRUN npm install && rm .npmrc\nUSER node\n',
    good: 'FROM node:24-alpine\nWORKDIR /app\nCOPY package.json ./\nRUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm install\nUSER node\n',
    exceptions:
      'The name and the content must both fit: placeholders, references to variables and empty logins are no credentials. In a `.env`, passwords that everybody tries first, and plain words, are taken for what a project starts with. Files of packages, and what lies in directories for tests, examples and documentation, are left alone. The secrets themselves are never shown.',
  },
  messages: {
    file: 'Credentials in the image: {files} holds {what}. Everybody who has the image has them too; change them, and hand the file over by RUN --mount=type=secret or when the container starts.',
    hidden: 'Credentials in a layer of the image: {files} holds {what}. {by} only hides it from containers, and everybody who has the image has them; change them, and use RUN --mount=type=secret.',
  },
  check(image, report) {
    for (const { path, fact, layer, removedBy } of secretFilesOf(image, ['credentials'])) {
      const data = { what: fact.what };
      if (removedBy === undefined) report({ layer }, 'file', { data, file: path });
      else report({ layer }, 'hidden', { data: { ...data, by: image.describeLayer(removedBy) }, file: path });
    }
  },
});

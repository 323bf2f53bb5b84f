import { defineImageRule } from '../rule';

export const repositoryInImage = defineImageRule({
  name: 'repository-in-image',
  target: 'image',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['DKL-LI-0003'] },
  toldBy: ['secret-in-context'],
  docs: {
    what: 'COPY or ADD has brought a Git repository, with its `.git` directory, into the built image.',
    why: 'It has every version of every file that was ever committed: sources that the image should not show, and credentials that were removed long ago. It also makes the image larger.',
    bad: 'FROM alpine:3.24\nWORKDIR /app\nCOPY . .\nUSER 10001\n',
    good: 'FROM alpine:3.24\nWORKDIR /app\nCOPY src ./src\nUSER 10001\n',
    exceptions: 'What a RUN has cloned is mostly public and is left alone, and so is what the base image has. Where `.dockerignore` names `.git`, there is nothing to find.',
  },
  messages: {
    repository: 'The image has a Git repository: {files}. Everybody who has the image has all that was ever committed; add .git to .dockerignore, or copy only what is needed.',
    hidden: 'A layer of the image has a Git repository: {files}. {by} only hides it from containers; add .git to .dockerignore, or copy only what is needed.',
  },
  check(image, report) {
    for (const { path, layer, removedBy } of image.repositories) {
      if (!image.isOwn(layer) || image.keywordOf(layer) === 'RUN') continue;
      if (removedBy === undefined) report({ layer }, 'repository', { file: path });
      else report({ layer }, 'hidden', { data: { by: image.describeLayer(removedBy) }, file: path });
    }
  },
});

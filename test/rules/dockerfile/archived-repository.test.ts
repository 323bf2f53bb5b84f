import { archivedRepository } from '../../../server/src/lint/rules/dockerfile/archived-repository';
import { checkClean, checkRule } from '../../helpers/rules';

describe('archived-repository', () => {
  it('marks the first call of a stage', () => {
    checkRule(archivedRepository, `
FROM python:3.8-slim-buster AS build
RUN apt-get update && apt-get install -y curl
            ^^^^^^ warning archived-repository/archived
FROM ubuntu:22.10 AS base
FROM base
RUN echo && apt-get update
                    ^^^^^^ warning archived-repository/archived
FROM centos:7
RUN yum install -y curl
        ^^^^^^^ warning archived-repository/archived
`);
  });

  it('is silent for releases that are still served, and where the sources are set', () => {
    checkClean(archivedRepository, `
FROM debian:11
RUN apt-get update
FROM ubuntu:18.04
RUN apt-get update
FROM ubuntu:25.10
RUN apt-get update
FROM debian:9 AS fixed
RUN sed -i s/deb.debian.org/archive.debian.org/ /etc/apt/sources.list
FROM fixed
RUN apt-get update
FROM centos:7
COPY vault.repo /etc/yum.repos.d/
RUN yum install -y curl
FROM debian:9
RUN pip install x
FROM centos
RUN yum install -y curl
`);
  });
});

import { lateRemoval } from '../../../server/src/lint/rules/dockerfile/late-removal';
import { checkClean, checkRule } from '../../helpers/rules';

describe('late-removal', () => {
  it('what was copied, downloaded or installed', () => {
    checkRule(lateRemoval, `
FROM debian:13 AS base
COPY app.deb /tmp/
RUN curl -fo /opt/data.tar https://example.com/data.tar
RUN apt-get install -y gcc make
FROM base
WORKDIR /opt
RUN dpkg -i /tmp/app.deb && rm -f /tmp/app.deb
                                  ^^^^^^^^^^^^ info late-removal/copied
RUN tar xf data.tar && rm data.tar
                          ^^^^^^^^ info late-removal/downloaded
RUN apt-get purge -y make
                     ^^^^ info late-removal/installed
COPY . /build
RUN make -C /build && rm -rf /build
                             ^^^^^^ info late-removal/copied
`);
    checkRule(lateRemoval, `
FROM alpine:3.24
ADD https://example.com/x.zip /tmp/x.zip
RUN unzip /tmp/x.zip && rm -rf /tmp/*
                               ^^^^^^ info late-removal/copied
`);
  });

  it('in the same RUN, small files, secrets, unknown paths, stages that are left behind, mounts', () => {
    checkClean(lateRemoval, `
FROM debian:13 AS build
COPY app.deb /tmp/
RUN dpkg -i /tmp/app.deb && rm /tmp/app.deb
FROM debian:13
COPY install.sh .npmrc /tmp/
RUN /tmp/install.sh && rm /tmp/install.sh /tmp/.npmrc
RUN wget -O /tmp/x.tar https://example.com/x.tar && tar xf /tmp/x.tar && rm /tmp/x.tar
RUN rm -rf /tmp/* $DIR
RUN wget -O /tmp/y https://example.com/y && mv /tmp/y /usr/bin/y
RUN rm -f /tmp/y
RUN apt-get install -y gcc && make && apt-get purge -y gcc
RUN apt-get purge -y gcc
COPY big.iso /mnt/
RUN cd /mnt && rm big.iso
RUN --mount=type=tmpfs,target=/mnt rm -f /mnt/big.iso
RUN rm /mnt/big.is?
COPY prompt.sh /tmp/prompt
RUN cat /tmp/prompt >> ~/.bashrc && rm /tmp/prompt
COPY 99pin /etc/apt/preferences.d/
RUN rm -rf /etc/apt
`);
  });

  it('a sweep of what the RUN itself has put there', () => {
    const text = 'FROM debian:13\nRUN wget -P /tmp https://example.com/a.deb\nRUN wget -O /tmp/luarocks.tgz https://example.com/luarocks.tgz\n';
    for (const run of ['curl -fsSL -o /tmp/dotnet.tar.gz https://example.com/d && tar xzf /tmp/dotnet.tar.gz -C /opt', 'mkdir /tmp/ct && cp -R /tmp/ct/etc /etc/ct', 'make > /tmp/log']) {
      checkClean(lateRemoval, `${text}RUN ${run} && rm -rf /tmp/*\n`);
    }
    checkRule(lateRemoval, `${text}RUN tar xf /tmp/luarocks.tgz -C /opt && rm -rf /tmp/*\n                                               ^^^^^^ info late-removal/downloaded\n`);
  });
});

import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { stateLost } from '../../../server/src/lint/rules/dockerfile/state-lost';

describe('state-lost', () => {
  it('each kind', () => {
    checkRule(stateLost, `
FROM debian:13
RUN cd /app
    ^^ warning state-lost/cd
RUN make && cd /srv
            ^^ warning state-lost/cd
RUN export A=b
    ^^^^^^ warning state-lost/export
RUN make && export PATH=$PATH:/x
            ^^^^^^ warning state-lost/export
RUN source /venv/bin/activate
    ^^^^^^ warning state-lost/source
RUN conda activate py39
    ^^^^^ warning state-lost/source
RUN . ./.env
    ^ warning state-lost/source
RUN . ~/.bashrc
    ^ warning state-lost/source
RUN umask 022
    ^^^^^ warning state-lost/setting
RUN alias ll='ls -l'
    ^^^^^ warning state-lost/setting
RUN service nginx start
    ^^^^^^^ warning state-lost/service
RUN apt-get install -y nginx && systemctl restart nginx
                                ^^^^^^^^^ warning state-lost/service
RUN /etc/init.d/mysql start
    ^^^^^^^^^^^^^^^^^ warning state-lost/service
RUN sudo service nginx start
         ^^^^^^^ warning state-lost/service
RUN server &
    ^^^^^^ warning state-lost/background
RUN set -ex
    ^^^ warning state-lost/setting
`);
  });

  it('used afterwards, back again, not last', () => {
    checkClean(stateLost, `
FROM debian:13
RUN cd /app && make
RUN cd /app && make && cd ..
RUN cd a && make && cd b
RUN export A=b && make
RUN . /venv/bin/activate && pip install x
RUN umask 022 && make
RUN service mysql start && mysql -e x
RUN server & sleep 1 && client
RUN . /etc/os-release
RUN systemctl enable nginx
RUN ["cd", "/x"]
CMD service nginx start
`);
  });

  it('WORKDIR and ENV', () => {
    checkFix(stateLost, `
FROM debian:13
WORKDIR /srv
RUN cd app
RUN export A=b C="d e"
`, `
FROM debian:13
WORKDIR /srv
WORKDIR /srv/app
ENV A=b C="d e"
`, 'unsafe');
  });

  it('what is not plain', () => {
    const text = `
FROM debian:13
RUN cd $DIR
RUN export A=$(date)
RUN make && cd /x
`;
    checkFix(stateLost, text, text, 'unsafe');
  });
});

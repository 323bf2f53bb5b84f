import { credentialInCommand } from '../../../server/src/lint/rules/dockerfile/credential-in-command';
import { checkClean, checkRule } from '../../helpers/rules';

describe('credential-in-command', () => {
  it('marks options, headers and operands', () => {
    checkRule(credentialInCommand, `
FROM alpine:3.24
RUN curl -u bot:Tr4inSet9 https://x.test && curl --user "bot:Tr4inSet9" x
            ^^^^^^^^^^^^^ error credential-in-command/flag
                                                        ^^^^^^^^^^^^^^^ error credential-in-command/flag
RUN curl -H 'Authorization: Bearer q9Rv2LmX7s' x; wget --header="PRIVATE-TOKEN: q9Rv2LmX7s" x
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error credential-in-command/flag
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error credential-in-command/flag
RUN docker login -u me -p q9Rv2LmX7s r.test && sshpass -p q9Rv2LmX7s ssh x && mysql -uroot -pq9Rv2LmX7s
                          ^^^^^^^^^^ error credential-in-command/flag
                                                          ^^^^^^^^^^ error credential-in-command/flag
                                                                                           ^^^^^^^^^^^^ error credential-in-command/flag
RUN openssl rsa -passin pass:q9Rv2LmX7s -in k; htpasswd -bc /f me q9Rv2LmX7s; keytool -genkey -storepass q9Rv2LmX7s
                        ^^^^^^^^^^^^^^^ error credential-in-command/flag
                                                                  ^^^^^^^^^^ error credential-in-command/flag
                                                                                                         ^^^^^^^^^^ error credential-in-command/flag
RUN npm config set //r.test/:_authToken q9Rv2LmX7s && npm set //r.test/:_authToken=q9Rv2LmX7s
                                        ^^^^^^^^^^ error credential-in-command/flag
                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error credential-in-command/flag
RUN composer config http-basic.repo.test me q9Rv2LmX7s && aws configure set aws_secret_access_key q9Rv2LmX7s
                                            ^^^^^^^^^^ error credential-in-command/flag
                                                                                                  ^^^^^^^^^^ error credential-in-command/flag
`);
  });

  it('looks into every form and every instruction that has a command', () => {
    checkRule(credentialInCommand, `
FROM alpine:3.24
HEALTHCHECK CMD curl -f -H "Authorization: Basic q9Rv2LmX7sQ==" http://localhost/
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error credential-in-command/flag
ENTRYPOINT ["redis-cli", "-a", "q9Rv2LmX7s", "ping"]
                               ^^^^^^^^^^^^ error credential-in-command/flag
RUN sh -c 'sshpass -pq9Rv2LmX7s ssh x' \\
                   ^^^^^^^^^^^^ error credential-in-command/flag
  && mysqladmin password 'root'
                         ^^^^^^ warning credential-in-command/flag
RUN <<EOF
zip -P q9Rv2LmX7s a b
       ^^^^^^^^^^ error credential-in-command/flag
EOF
`);
  });

  it('marks variables that are set for a command', () => {
    checkRule(credentialInCommand, `
FROM alpine:3.24
RUN PGPASSWORD=q9Rv2LmX7s psql && export API_TOKEN="q9Rv2LmX7s" SORT_KEY=q9Rv2LmX7s
               ^^^^^^^^^^ error credential-in-command/variable
                                         ^^^^^^^^^^^^^^^^^^^^^^ error credential-in-command/variable
RUN SECRET_KEY=build manage.py collectstatic; TOKEN_URL=q9Rv2LmX7s x; PASSWORD=$(cat /run/secrets/p) y; PASSWORD=changeme z
`);
  });

  it('marks build arguments that turn out to be secret', () => {
    checkRule(credentialInCommand, `
FROM alpine:3.24
ARG GH_PAT=
ARG NAME
ARG DB_PASSWORD
RUN curl -H "Authorization: token \${GH_PAT}" x && curl -u "$NAME:$DB_PASSWORD" x && mysql -p"$DB_PASSWORD"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning credential-in-command/argument
`);
  });

  it('leaves variables, files, placeholders, users alone and look-alikes alone', () => {
    checkClean(credentialInCommand, `
FROM alpine:3.24
RUN curl -u bot x && curl -u "bot:$PASS" x && curl -H "Authorization: Bearer $(cat /run/secrets/t)" x && curl -H "Accept: text/html" x
RUN docker run -p 8080:80 x && mysql -p -P 3306 && openssl rsa -passin env:PASS -in k && openssl req -passin file:/x
RUN keytool -import -storepass changeit && mkdir -p abc123def && npm config set registry https://r.test && npm config set //r.test/:_authToken '\${NPM_TOKEN}'
RUN wget --password=your-password x; sshpass -e ssh x; htpasswd -c /f me; docker login --password-stdin < /run/secrets/p; unzip -p abc123 f
`);
  });
});

import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { mountOptions } from '../../../server/src/lint/rules/dockerfile/mount-options';

describe('mount-options', () => {
  it('each fault', () => {
    checkRule(mountOptions, `
FROM alpine:3.24
RUN --mount=type=cahce,target=/a true
                 ^^^^^ error mount-options/type
RUN --mount=type=cache,tagret=/a true
                       ^^^^^^ error mount-options/key
RUN --mount=type=cache,target true
                       ^^^^^^ error mount-options/no-value
RUN --mount=type=bind,target=/a,ro=yes true
                                   ^^^ error mount-options/boolean
RUN --mount=type=cache,target=/a,sharing=lock true
                                         ^^^^ error mount-options/sharing
RUN --mount=type=cache,target=/a,uid=app,mode=999 true
                                     ^^^ error mount-options/number
                                              ^^^ error mount-options/mode
RUN --mount=type=tmpfs,target=/a,size=big true
                                      ^^^ error mount-options/size
RUN --mount=type=bind,target=/a,mode=0700,sharing=locked true
                                ^^^^ error mount-options/wrong-type
                                          ^^^^^^^ error mount-options/wrong-type
RUN --mount=type=secret,id=a,from=x,sharing=shared true
                                  ^ error mount-options/secret-from
                                            ^^^^^^ error mount-options/secret-sharing
RUN --mount=type=secret true
      ^^^^^ error mount-options/secret-source
RUN --mount=type=secret,id=a,src=b true
                                 ^ error mount-options/secret-both
RUN --mount=type=bind,target=/ true
                             ^ error mount-options/root-target
RUN --mount=type=cache true
      ^^^^^ warning mount-options/no-target
RUN --mount=type=cache,target=/a,required true
                                 ^^^^^^^^ error mount-options/wrong-type
`);
  });

  it('every option there is', () => {
    checkClean(mountOptions, `
FROM alpine:3.24
RUN --mount=type=bind,from=x,source=/a,target=/b,rw true
RUN --mount=target=/b,readwrite=false true
RUN --mount=type=cache,id=x,dst=/a,sharing=locked,mode=0755,uid=1000,gid=1000,ro=true true
RUN --mount=type=tmpfs,target=/a,size=64m true
RUN --mount=type=secret,id=x,required,mode=0400,uid=0,env=X true
RUN --mount=type=secret,target=/x true
RUN --mount=type=ssh true
RUN --mount=type=ssh,required=true,id=x true
RUN --mount=type=bind true
RUN --mount=type=$TYPE,target=$T,uid=$U true
RUN --mount=type=CACHE,target=/a,sharing=LOCKED true
`);
  });

  it('what was meant', () => {
    checkFix(mountOptions, `
FROM alpine:3.24
RUN --mount=type=cahce,tagret=/a,sharing=lockd true
`, `
FROM alpine:3.24
RUN --mount=type=cache,target=/a,sharing=locked true
`, 'unsafe');
  });
});

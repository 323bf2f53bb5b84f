/** Skips the running test, or in a hook all tests below it. The reason is shown in the summary of `npm test`. */
export function skip(context: Mocha.Context, reason: string): never {
  Object.assign(context.runnable(), { skipReason: reason });
  return context.skip();
}

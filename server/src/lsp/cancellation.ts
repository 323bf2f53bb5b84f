import type { CancellationToken } from 'vscode-languageserver';

/** An AbortSignal that fires when the client cancels; `dispose` when the work is done. */
export function abortSignal(token: CancellationToken): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const subscription = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => subscription.dispose() };
}

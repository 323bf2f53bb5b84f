/** Programs that report how they are used, and the variable by which each is told not to. From their documentation, as of November 2026. */

export interface Telemetry {
  readonly tool: string;
  readonly variable: string;
  readonly value: string;
  /** True for the words of a command that runs the tool. */
  matches(words: readonly string[]): boolean;
}

const runs = (...names: string[]) => (words: readonly string[]): boolean => names.some((name) => words[0] === name || (/^(?:npx|bunx|yarn|pnpm|npm|bun)$/.test(words[0] ?? '') && words.slice(1, 4).includes(name)));

export const telemetry: readonly Telemetry[] = [
  { tool: 'Bun', variable: 'DO_NOT_TRACK', value: '1', matches: (words) => words[0] === 'bun' || words[0] === 'bunx' },
  { tool: 'Next.js', variable: 'NEXT_TELEMETRY_DISABLED', value: '1', matches: runs('next') },
  { tool: 'Nuxt', variable: 'NUXT_TELEMETRY_DISABLED', value: '1', matches: runs('nuxt', 'nuxi') },
  { tool: 'Gatsby', variable: 'GATSBY_TELEMETRY_DISABLED', value: '1', matches: runs('gatsby') },
  { tool: 'Astro', variable: 'ASTRO_TELEMETRY_DISABLED', value: '1', matches: runs('astro') },
  { tool: 'Turborepo', variable: 'TURBO_TELEMETRY_DISABLED', value: '1', matches: runs('turbo') },
  { tool: 'Storybook', variable: 'STORYBOOK_DISABLE_TELEMETRY', value: '1', matches: runs('storybook') },
  { tool: 'The Angular CLI', variable: 'NG_CLI_ANALYTICS', value: 'false', matches: runs('ng') },
  { tool: 'Wrangler', variable: 'WRANGLER_SEND_METRICS', value: 'false', matches: runs('wrangler') },
  { tool: '.NET', variable: 'DOTNET_CLI_TELEMETRY_OPTOUT', value: '1', matches: (words) => words[0] === 'dotnet' && /^(?:build|publish|restore|test|run|tool|new|add)$/.test(words[1] ?? '') },
  { tool: 'PowerShell', variable: 'POWERSHELL_TELEMETRY_OPTOUT', value: '1', matches: (words) => words[0] === 'pwsh' },
  { tool: 'The Azure CLI', variable: 'AZURE_CORE_COLLECT_TELEMETRY', value: '0', matches: (words) => words[0] === 'az' },
  { tool: 'Homebrew', variable: 'HOMEBREW_NO_ANALYTICS', value: '1', matches: (words) => words[0] === 'brew' },
  { tool: 'vcpkg', variable: 'VCPKG_DISABLE_METRICS', value: '1', matches: (words) => /^(?:vcpkg|bootstrap-vcpkg(?:\.sh|\.bat)?)$/.test(words[0] ?? '') },
  { tool: 'The Hugging Face Hub', variable: 'HF_HUB_DISABLE_TELEMETRY', value: '1', matches: (words) => words[0] === 'huggingface-cli' || words[0] === 'hf' },
];

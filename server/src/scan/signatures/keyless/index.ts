/** Keyless signatures. Loaded on first use: few images need it, and @sigstore's packages weigh more than the rest together. */
export { signerOf } from './signer';
export { publicRoot, readTrustedRoot } from './trusted-root';

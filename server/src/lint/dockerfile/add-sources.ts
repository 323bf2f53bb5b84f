/** Sources for which ADD does more than COPY does. */

/** Archives that ADD unpacks, or that people take for such. */
export const archiveName = /\.(?:tar|tar\.\w+|tgz|tbz2?|txz|tlz|tzst|gz|bz2|xz|zst|lzma|Z)$/i;

/** Addresses of files and of git repositories. */
export const remoteSource = /^(?:https?|ftp|git|ssh):\/\/|^git@|\.git(?:[#?]|$)/i;

/** The repositories among them, which ADD clones. */
export const gitSource = /^(?:git|ssh):\/\/|^git@|\.git(?:[#?]|$)/i;

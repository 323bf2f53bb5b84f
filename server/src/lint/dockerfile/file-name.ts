/** Whether a file is a Dockerfile, by its name alone (without directories). */
export function isDockerfileName(name: string): boolean {
  return /^(?:docker|container)file(?:\..+)?$|.\.(?:docker|container)file$/i.test(name) && !/\.(?:docker|container)ignore$/i.test(name);
}

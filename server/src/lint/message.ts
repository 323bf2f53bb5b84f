/** Replaces `{name}` by the data of that name; unknown names stay. */
export function fillMessage(message: string, data: Readonly<Record<string, string | number | boolean>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
}

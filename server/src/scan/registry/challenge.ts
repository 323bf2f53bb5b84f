/** What a registry wants to see before it answers: the header WWW-Authenticate. Pure. */

export type Challenge = { readonly scheme: 'basic' } | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string };

/** The challenge that the client can meet, bearer tokens first; undefined where there is none. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined) return undefined;
  const parameters = /(?:^|,)\s*bearer\s+(\w+=(?:"[^"]*"|[^\s,]+)(?:\s*,\s*\w+=(?:"[^"]*"|[^\s,]+))*)/i.exec(header)?.[1];
  if (parameters !== undefined) {
    const values = new Map([...parameters.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name, quoted, plain]) => [name!.toLowerCase(), quoted ?? plain!]));
    const realm = values.get('realm');
    const service = values.get('service');
    if (realm !== undefined) return { scheme: 'bearer', realm, ...(service === undefined ? {} : { service }) };
  }
  return /(?:^|,)\s*basic\b/i.test(header) ? { scheme: 'basic' } : undefined;
}

import type { SentRequest } from '../service/sent-request';

/** A command that sends the same request again; what is masked is left to be filled in. */
export function curlOf(sent: SentRequest, body: string): string {
  const headers = sent.headers.flatMap(({ name, value }) =>
    value === null ? [] : [`  -H ${quoted(`${name}: ${value}`)} \\`],
  );
  return [
    `curl -sS -X ${sent.method} ${quoted(sent.url)} \\`,
    ...headers,
    `  --data-raw ${quoted(body)}`,
  ].join('\n');
}

/** One word of a POSIX shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

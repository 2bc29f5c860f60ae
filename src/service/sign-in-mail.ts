import type { Addressee } from '../db/sign-in-links';

const NAME_MAX_CHARACTERS = 80;
const ORGANIZATIONS_NAMED = 10;

/** A sign-in mail that is shown in place of being sent. */
export interface ShownMail {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly link: string;
}

/**
 * The mail that signs somebody in. The token is in the fragment, which browsers send to nobody: it
 * reaches no server's log and no Referer, and programs that follow links in mails do not use it up.
 *
 * @param publicUrl origin of the dashboard
 */
export function signInMail(
  { email, organizations }: Addressee,
  token: string,
  publicUrl: string,
  validMinutes: number,
): ShownMail {
  const link = `${publicUrl}/sign-in/link#${token}`;
  return {
    recipient: email,
    subject: 'Sign in to Signalpost',
    link,
    body: [
      `Somebody, probably you, asked to sign in to Signalpost (${publicUrl})`,
      `as ${email}, a member of ${named(organizations)}.`,
      '',
      `To sign in, open this link. It is valid for ${validMinutes} minutes and works once:`,
      '',
      link,
      '',
      "If it wasn't you, ignore this mail: nobody is signed in without the link.",
      '',
    ].join('\n'),
  };
}

/** Shows a mail on standard output; for people and not as JSON: whoever develops reads it in a terminal. */
export function printMail({ recipient, subject, body }: ShownMail): void {
  process.stdout.write(`Mail to ${recipient}: ${subject}\n\n${body}\n`);
}

function named(organizations: readonly string[]): string {
  const names = organizations.slice(0, ORGANIZATIONS_NAMED).map(short);
  const more = organizations.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

/** The start of a name, without parting a pair of surrogates. */
function short(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= NAME_MAX_CHARACTERS) return `"${name}"`;
  return `"${characters.slice(0, NAME_MAX_CHARACTERS).join('')}…"`;
}

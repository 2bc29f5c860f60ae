import type { ComponentChildren } from 'preact';
import { usePage } from '../page-context';
import { PostForm } from './form';
import { Icon } from './icon';

/** Entries of the navigation; `page` of a layout names one of them. */
const SECTIONS = [
  { id: 'start', href: '/', label: 'Get started', group: null },
  { id: 'events', href: '/events', label: 'Events', group: null },
  { id: 'webhooks', href: '/settings/webhooks', label: 'Webhooks', group: 'Settings' },
  { id: 'event-types', href: '/settings/event-types', label: 'Event types', group: 'Settings' },
  { id: 'members', href: '/settings/members', label: 'Members', group: 'Settings' },
  {
    id: 'access-tokens',
    href: '/settings/access-tokens',
    label: 'Access tokens',
    group: 'Settings',
  },
] as const;

export type Section = (typeof SECTIONS)[number]['id'];

/** The whole document. */
export function Document({ title, children }: { title: string; children: ComponentChildren }) {
  const { assets, theme, zone } = usePage();
  return (
    <html lang="en" data-theme={theme} data-zone={zone}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Signalpost`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={`/assets/${assets.style}`} />
        <script type="module" src={`/assets/${assets.script}`}></script>
      </head>
      <body>
        <a class="skip-link" href="#main">
          Skip to the content
        </a>
        {children}
        <dialog class="panel" id="panel" aria-label="Details"></dialog>
        <div class="visually-hidden" role="status" id="announcer"></div>
      </body>
    </html>
  );
}

/** A page of somebody who is signed in. */
export function Layout(props: {
  title: string;
  section: Section | null;
  children: ComponentChildren;
}) {
  const { session } = usePage();
  return (
    <Document title={props.title}>
      <div class="shell">
        <TopBar />
        <Navigation section={props.section} />
        <main id="main" tabIndex={-1} data-organization={session?.organization.id}>
          {props.children}
        </main>
      </div>
    </Document>
  );
}

/** A page without navigation: signing in. */
export function BareLayout(props: { title: string; children: ComponentChildren }) {
  return (
    <Document title={props.title}>
      <div class="bare">
        <header>
          <p class="brand">
            <Icon name="mark" /> Signalpost
          </p>
        </header>
        <main id="main" tabIndex={-1}>
          {props.children}
        </main>
        <footer>
          <ThemeButton />
        </footer>
      </div>
    </Document>
  );
}

function TopBar() {
  const { session } = usePage();
  return (
    <header class="top-bar">
      <a class="brand" href="/">
        <Icon name="mark" /> Signalpost
      </a>
      {session !== null && <Organization />}
      <div class="top-bar-end">
        <ThemeButton />
        {session !== null && (
          <PostForm action="/sign-out" class="inline">
            <span class="who" title={who()}>
              {who()}
            </span>
            <button class="button quiet" type="submit">
              Sign out
            </button>
          </PostForm>
        )}
      </div>
    </header>
  );

  function who(): string {
    if (session === null) return '';
    return session.subject.kind === 'member'
      ? session.subject.email
      : `Access token ${session.subject.name}`;
  }
}

function Organization() {
  const { session } = usePage();
  if (session === null) return null;
  const others = session.organizations.filter(({ id }) => id !== session.organization.id);
  if (others.length === 0) return <span class="organization">{session.organization.name}</span>;
  return (
    <details class="menu">
      <summary>
        {session.organization.name} <Icon name="down" />
      </summary>
      <PostForm action="/organization" class="menu-list">
        {others.map(({ id, name }) => (
          <button key={id} type="submit" name="organization_id" value={id}>
            {name}
          </button>
        ))}
      </PostForm>
    </details>
  );
}

/** Changes the colours; each of its contents is shown in the theme that it is for. */
function ThemeButton() {
  return (
    <button class="button quiet icon-only needs-script" type="button" data-theme-button>
      {THEMES.map(({ theme, icon, words }) => (
        <span key={theme} class="theme" data-for-theme={theme}>
          <Icon name={icon} />
          <span class="visually-hidden">{words}</span>
        </span>
      ))}
    </button>
  );
}

const THEMES = [
  { theme: 'system', icon: 'contrast', words: 'Colours of the system; change to dark' },
  { theme: 'dark', icon: 'moon', words: 'Dark colours; change to light' },
  { theme: 'light', icon: 'sun', words: 'Light colours; change to those of the system' },
] as const;

/** What an access token shows nothing of (permissions.ts). */
const FOR_MEMBERS: ReadonlySet<string> = new Set(['members', 'access-tokens']);

function Navigation({ section }: { section: Section | null }) {
  const { session } = usePage();
  const shown = SECTIONS.filter(
    ({ id }) => session?.subject.kind === 'member' || !FOR_MEMBERS.has(id),
  );
  const link = ({ id, href, label }: (typeof SECTIONS)[number]) => (
    <li key={id}>
      <a href={href} aria-current={id === section ? 'page' : undefined}>
        {label}
      </a>
    </li>
  );
  return (
    <nav class="navigation" aria-label="Main">
      <ul>{shown.filter(({ group }) => group === null).map(link)}</ul>
      <p class="navigation-group" id="navigation-settings">
        Settings
      </p>
      <ul aria-labelledby="navigation-settings">
        {shown.filter(({ group }) => group !== null).map(link)}
      </ul>
    </nav>
  );
}

/** The heading of a page with what can be done there. */
export function PageHeading(props: {
  title: string;
  lead?: ComponentChildren;
  back?: { href: string; label: string };
  children?: ComponentChildren;
}) {
  return (
    <div class="page-heading">
      <div>
        {props.back !== undefined && (
          <a class="back" href={props.back.href}>
            <Icon name="back" /> {props.back.label}
          </a>
        )}
        <h1>{props.title}</h1>
        {props.lead !== undefined && <p class="lead">{props.lead}</p>}
      </div>
      {props.children !== undefined && <div class="actions">{props.children}</div>}
    </div>
  );
}

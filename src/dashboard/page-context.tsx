import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../service/sessions';
import type { AssetManifest } from './assets';
import type { Theme } from './preferences';

/** What every page is drawn with. */
export interface PageContext {
  readonly assets: AssetManifest;
  /** Null before somebody has signed in. */
  readonly session: Session | null;
  /** The token that each form of this session carries; empty without a session. */
  readonly csrf: string;
  /** IANA name of the viewer's time zone. */
  readonly zone: string;
  readonly theme: Theme;
}

const Context = createContext<PageContext | null>(null);

export const PageContextProvider = Context.Provider;

/** @throws Error outside of a page */
export function usePage(): PageContext {
  const page = useContext(Context);
  if (page === null) throw new Error('A component was drawn outside of a page.');
  return page;
}

/** Who looks, and what they may do: forms that they may not use are not drawn, and refused anyway. */
export function useViewer() {
  const { session } = usePage();
  const has = (scope: string) => session?.caller.scopes?.has(scope) === true;
  return {
    mayChange: has('webhooks:write'),
    mayPublish: has('events:write'),
    mayManage: session?.managesOrganization === true,
  };
}

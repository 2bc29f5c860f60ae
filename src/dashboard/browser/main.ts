import { startCopying } from './copy';
import { startEventTypes } from './event-types';
import { startLive } from './live';
import { sendFormsOnce } from './once';
import { startPanel } from './panel';
import { preferZone, startThemeButton } from './preferences';
import { fillFromFragment } from './sign-in-link';
import { startTips } from './tips';
import { startUrlCheck } from './url-check';

/**
 * What the pages gain by a script: everything works without it but copying, live updates, the side
 * view and the search of event types.
 */
preferZone();
fillFromFragment();
startThemeButton();
startCopying();
startEventTypes();
startUrlCheck();
startTips();
startPanel();
sendFormsOnce();
startLive();
document.querySelector<HTMLElement>('[data-focus]')?.focus();

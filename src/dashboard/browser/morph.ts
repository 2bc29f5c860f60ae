import { Idiomorph } from 'idiomorph';

/**
 * Makes what is shown like what the server has drawn, changing no more than differs: focus, selection,
 * scrolling and what is being filled in stay.
 */
export function morph(shown: Element, drawn: Element): void {
  void Idiomorph.morph(shown, [...drawn.childNodes], {
    morphStyle: 'innerHTML',
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (before) =>
        !(before instanceof Element && before.hasAttribute('data-live-keep')),
      // Whether something is unfolded is the viewer's.
      beforeAttributeUpdated: (name, element) =>
        !(
          name === 'open' &&
          (element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement)
        ),
    },
  });
}

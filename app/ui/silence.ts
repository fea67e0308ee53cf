/** Without those that are quiet already: the observer below would never come to rest. */
const SPEAKING = ':is([tabindex], a[href], button):not([tabindex="-1"])';

/**
 * A React ref that takes a drawing out of the way of keyboards. The chart library puts each point of a line into
 * the tab order, without a name; the same figures stand in a table beside it, so the drawing is for the eye only
 * (it must be `aria-hidden` too). Points come and go, hence the observer.
 */
export function silence(drawing: HTMLElement | null): void {
  if (!drawing) return;
  const quieten = () => {
    for (const element of drawing.querySelectorAll(SPEAKING))
      element.setAttribute('tabindex', '-1');
  };
  quieten();
  const observer = new MutationObserver(() => {
    if (drawing.isConnected) quieten();
    else observer.disconnect();
  });
  observer.observe(drawing, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['tabindex'],
  });
}

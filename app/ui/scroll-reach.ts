/**
 * A React ref around a table of Polaris: where the table is wider than its place, and nothing inside can be reached
 * by keyboard, the part that scrolls sideways can, so that its end can be read without a mouse.
 */
export function scrollReach(around: HTMLElement | null): void {
  const scroller = around?.querySelector<HTMLElement>('.Polaris-IndexTable-ScrollContainer');
  if (!scroller) return;
  const observer = new ResizeObserver(() => {
    if (!scroller.isConnected) observer.disconnect();
    const isReached = scroller.querySelector('a[href], button, input, select') !== null;
    if (scroller.scrollWidth > scroller.clientWidth && !isReached) scroller.tabIndex = 0;
    else scroller.removeAttribute('tabindex');
  });
  observer.observe(scroller);
}

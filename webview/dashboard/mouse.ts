/** What the mouse does on charts. Shares are of the width of the chart. */
export interface MouseActions {
  /** @param share where the mouse is, 0 at the left edge */
  zoom(direction: 'in' | 'out', share: number, factor: number): void;
  pan(share: number): void;
}

/** The wheel scrolls the page as everywhere; with Ctrl it zooms, as a pinch does, with Shift or sideways it moves. */
const WHEEL_FACTOR = 1.25;

/** Zooms by Ctrl and wheel, moves by Shift and wheel or Shift and drag. */
export function listenToMouse(root: HTMLElement, actions: MouseActions): void {
  root.addEventListener('wheel', (event) => onWheel(event, actions), { passive: false });
  // Before the chart, whose own dragging selects.
  root.addEventListener('mousedown', (event) => onMouseDown(event, actions), { capture: true });
}

function onWheel(event: WheelEvent, actions: MouseActions): void {
  const plot = plotOf(event);
  if (!plot) return;
  const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
  if (event.ctrlKey) {
    const { left, width } = plot.getBoundingClientRect();
    actions.zoom(event.deltaY < 0 ? 'in' : 'out', (event.clientX - left) / width, WHEEL_FACTOR);
  } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    actions.pan(sideways / plot.clientWidth);
  } else return;
  event.preventDefault();
}

function onMouseDown(event: MouseEvent, actions: MouseActions): void {
  const plot = event.shiftKey && event.button === 0 ? plotOf(event) : undefined;
  if (!plot) return;
  event.stopPropagation();
  event.preventDefault();
  let x = event.clientX;
  const onMove = (move: MouseEvent) => {
    actions.pan((x - move.clientX) / plot.clientWidth);
    x = move.clientX;
  };
  window.addEventListener('mousemove', onMove);
  window.addEventListener('mouseup', () => window.removeEventListener('mousemove', onMove), { once: true });
}

function plotOf(event: MouseEvent): HTMLElement | undefined {
  const target = event.target instanceof Element ? event.target : undefined;
  return target?.closest<HTMLElement>('.u-over') ?? undefined;
}

/** Calls `act` when the frame that is being made has been drawn. */
export function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act, 0));
}

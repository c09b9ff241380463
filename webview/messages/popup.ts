/** Escape closes a list that hangs below its summary, and leaves the keyboard there. */
export function closeByEscape(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !list.open) return;
  event.stopPropagation();
  list.open = false;
  list.querySelector('summary')?.focus();
}

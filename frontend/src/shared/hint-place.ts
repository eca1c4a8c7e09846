interface Size {
  width: number;
  height: number;
}

/** Where a hint of this size stands in the window: below what it tells of, or above where there is no room; never beyond an edge. */
export function hintPlace(of: { left: number; top: number; bottom: number }, hint: Size, window: Size) {
  const most = window.width - hint.width - 8;
  const below = of.bottom + 4;
  return { left: Math.max(8, Math.min(of.left, most)), top: below + hint.height < window.height ? below : of.top - hint.height - 4 };
}

/** The cell of an address such as `#scores?rate`; nothing where it names none. */
export function citedCell(address: string) {
  return /^#([^?]*)/.exec(address)?.[1] ?? '';
}

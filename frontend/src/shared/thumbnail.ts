/**
 * The address of the smallest stored thumbnail that is sharp at `size` CSS pixels.
 *
 * @param address with `{size}` where 64, 128 or 256 goes
 */
export function thumbnail(address: string, size: number) {
  const wanted = size * Math.min(2, window.devicePixelRatio);
  const stored = wanted <= 64 ? 64 : wanted <= 128 ? 128 : 256;
  return address.replace('{size}', String(stored));
}

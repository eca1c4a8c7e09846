/** The colours that somebody chose for this browser. */

const key = 'harmony-scheme';
export const schemes = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export function stored(): Scheme {
  const found = localStorage.getItem(key);
  return schemes.find((scheme) => scheme === found) ?? 'system';
}

/** Everything follows `color-scheme`; what is drawn, like figures, listens for the event. */
export function apply() {
  const scheme = stored();
  document.documentElement.style.colorScheme = scheme === 'system' ? 'light dark' : scheme;
  document.dispatchEvent(new CustomEvent('harmony-scheme'));
}

export function choose(scheme: Scheme) {
  localStorage.setItem(key, scheme);
  apply();
}

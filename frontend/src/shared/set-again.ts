/**
 * Hands what was set on an element before the browser knew what it is to the setters of its class: as properties of its own they
 * would hide them for ever. For elements without Lit, which does the same for its properties.
 */
export function setAgain<T extends HTMLElement>(element: T, ...names: (keyof T)[]) {
  for (const name of names.filter((name) => Object.hasOwn(element, name))) {
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}

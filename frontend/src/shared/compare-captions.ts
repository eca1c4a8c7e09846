import { html, nothing } from 'lit';
import { pictureDifferences } from './picture-differences';
import type { Picture } from './pictures';

/** What differs stands large beside its picture, what is the same once for all; nothing is cut off. */
export function captions(pictures: Picture[], seen: number[]) {
  const { same, own, seeds } = pictureDifferences(pictures);
  return html`<div class="compare__captions" data-many=${pictures.length > 2}>
      ${own.map((parts, at) => html`<span data-shown=${seen.includes(at)}>${parts.join(', ') || 'the same'}</span>`)}
    </div>
    <p class="compare__same">
      ${same.length > 0 ? html`${pictures.length === 2 ? 'Both' : 'All'}: ${same.join(', ')}. ` : nothing}${seeds
        ? html`<strong>Different seeds:</strong> what differs may be chance, not the setting.`
        : nothing}
    </p>`;
}

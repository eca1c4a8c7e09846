import type { TemplateResult } from 'lit';

/** What a template says to whoever reads it, without its tags. */
export function read(part: unknown): string {
  return said(part)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:])/g, '$1')
    .trim();
}

function said(part: unknown): string {
  if (Array.isArray(part)) {
    return part.map(said).join(' ');
  }
  if (part !== null && typeof part === 'object' && 'strings' in part) {
    const { strings, values } = part as TemplateResult;
    return strings.map((text, at) => text + (at < values.length ? said(values[at]) : '')).join('');
  }
  return typeof part === 'symbol' ? '' : String(part);
}

import { html, LitElement, nothing } from 'lit';

interface Notice {
  id: number;
  kind: 'news' | 'undo' | 'problem';
  text: string;
}

const look = 250;
const stays = { news: 6000, undo: 12000, problem: Infinity };

/**
 * Messages below the screen. News and offers to undo go after some seconds; the clock stands while somebody points at them, is among
 * them with the keyboard, has a dialog open, or looks at another tab. Problems stay until they are closed.
 *
 * `notice-close` and `notice-undo` tell the server which.
 */
class HarmonyNotices extends LitElement {
  static properties = { notices: { attribute: false } };

  declare notices: Notice[] | undefined;

  private readonly left = new Map<number, number>();
  private clock = 0;

  protected createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
    this.clock = 0;
  }

  protected willUpdate() {
    const notices = this.notices ?? [];
    notices.filter(({ id }) => !this.left.has(id)).forEach(({ id, kind }) => this.left.set(id, stays[kind]));
    [...this.left.keys()].filter((id) => !notices.some((notice) => notice.id === id)).forEach((id) => this.left.delete(id));
    if (notices.length > 0 && this.clock === 0) {
      this.clock = window.setInterval(() => this.tick(), look);
    } else if (notices.length === 0) {
      clearInterval(this.clock);
      this.clock = 0;
    }
  }

  protected render() {
    return html`<div role="log" aria-label="Notices" aria-live="polite">
      ${(this.notices ?? []).map(
        ({ id, kind, text }) => html`<div class="notice" data-kind=${kind} role=${kind === 'problem' ? 'alert' : nothing}>
          <span>${text}</span>
          ${kind === 'undo' ? html`<button type="button" @click=${() => this.tell('notice-undo', id)}>Undo</button>` : nothing}
          <button type="button" @click=${() => this.tell('notice-close', id)}>Close</button>
        </div>`,
      )}
    </div>`;
  }

  private tick() {
    if (document.hidden || this.matches(':hover, :focus-within') || document.querySelector('dialog[open], vaadin-dialog[opened]')) {
      return;
    }
    for (const [id, left] of this.left) {
      this.left.set(id, left - look);
      if (left - look <= 0) {
        this.tell('notice-close', id);
      }
    }
  }

  private tell(event: string, id: number) {
    this.left.set(id, Infinity);
    this.dispatchEvent(new CustomEvent(event, { detail: { id } }));
  }
}

customElements.define('harmony-notices', HarmonyNotices);

import { html, LitElement } from 'lit';
import { waitingBySession } from './shared/waiting-answers';

interface Session {
  id: string;
  title: string;
}

/** Says of which blind sessions answers wait in this browser, and leads to where they are sent. */
class HarmonyBlindWaiting extends LitElement {
  static properties = { sessions: { attribute: false }, rater: {}, prefix: {} };

  declare sessions: Session[];
  declare rater: string;
  declare prefix: string;

  constructor() {
    super();
    this.sessions = [];
    this.rater = '';
    this.prefix = '';
  }

  protected createRenderRoot() {
    return this;
  }

  protected render() {
    const counts = this.counts();
    return this.sessions
      .filter(({ id }) => counts.has(id))
      .map(({ id, title }) => {
        const count = counts.get(id)!;
        return html`<p class="blinds__waiting" role="status">
          ${count === 1 ? 'One answer' : `${count} answers`} of “${title}” ${count === 1 ? 'waits' : 'wait'} in this browser. <a href="/blind/rate/${id}">Send ${count === 1 ? 'it' : 'them'}</a>
        </p>`;
      });
  }

  private counts() {
    try {
      return waitingBySession(localStorage, this.prefix, this.rater);
    } catch {
      return new Map<string, number>();
    }
  }
}

customElements.define('harmony-blind-waiting', HarmonyBlindWaiting);

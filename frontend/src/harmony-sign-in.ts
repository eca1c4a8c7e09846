import { creation, made, reason, request, shown } from './shared/passkeys.js';
import { apply } from './shared/scheme.js';
import { SENT, wasLost } from './shared/sent.js';

/**
 * A form whose fields are sent together when somebody presses Enter or its button: `form-sent` tells the server their values. What
 * is typed stays in the browser until then, and passwords are emptied after it. Password managers see an ordinary form.
 *
 * A page that waited until its session was over loads itself anew when something is sent, and the form says so.
 */
class HarmonyForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener('submit', this.send);
    if (wasLost(sessionStorage.getItem(SENT), Date.now(), performance.getEntriesByType('navigation')[0])) {
      const problem = this.querySelector('[role="alert"]');
      if (problem) {
        problem.textContent = 'This page had waited too long, so what you sent was not taken. Type it once more.';
      }
    }
    sessionStorage.removeItem(SENT);
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this.send);
  }

  private send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const values = Object.fromEntries([...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]));
    sessionStorage.setItem(SENT, String(Date.now()));
    this.dispatchEvent(new CustomEvent('form-sent', { detail: { values } }));
  };

  /** Empties what nobody should find; the first of them gets the keys. */
  forget() {
    sessionStorage.removeItem(SENT);
    const fields = [...this.querySelectorAll<HTMLInputElement>('input[type="password"]')];
    fields.forEach((field) => (field.value = ''));
    fields[0]?.focus();
  }
}

/**
 * Makes or shows a passkey when the server asks for it, and tells it `passkey-answered` with the answer or `passkey-failed` with the
 * reason in words.
 */
class HarmonyPasskey extends HTMLElement {
  private busy = false;

  async make(options: string) {
    await this.tell(async () => made((await navigator.credentials.create({ publicKey: creation(options) })) as PublicKeyCredential));
  }

  async ask(options: string) {
    await this.tell(async () => shown((await navigator.credentials.get({ publicKey: request(options) })) as PublicKeyCredential));
  }

  private async tell(answered: () => Promise<string>) {
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      const answer = await answered();
      this.dispatchEvent(new CustomEvent('passkey-answered', { detail: { answer } }));
    } catch (error) {
      this.dispatchEvent(new CustomEvent('passkey-failed', { detail: { reason: reason(error) } }));
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('harmony-form', HarmonyForm);
customElements.define('harmony-passkey', HarmonyPasskey);

// Pages without the frame have the colours that were chosen, too.
apply();

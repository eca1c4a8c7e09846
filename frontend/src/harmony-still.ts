import { css, html, LitElement, nothing } from 'lit';

/**
 * A part that keeps its height while what stands in it changes, so that what is below it stays where it is. What does not fit any more is
 * one press away; with another width it is as high as it needs to be again.
 *
 * `held` begins when something below it is looked at; until then it is as high as what stands in it.
 */
class HarmonyStill extends LitElement {
  static properties = { held: { type: Boolean, reflect: true }, height: { state: true }, more: { state: true } };

  static styles = css`
    :host {
      display: block;
      position: relative;
      flex: none;
    }

    :host([held]) .window {
      overflow: hidden;
    }

    :host(:not([held])),
    :host(:not([held])) div {
      display: contents;
    }
  `;

  declare held: boolean;
  /** How high it stays. */
  declare height: number | undefined;
  /** Whether something does not fit. */
  declare more: boolean;

  private width = 0;
  private readonly sizes = new ResizeObserver(() => this.measure());

  constructor() {
    super();
    this.held = false;
    this.more = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
    if (this.hasUpdated) {
      this.sizes.observe(this.content);
    }
  }

  /** What stands in it is measured once it is laid out. */
  protected updated(changed: Map<string, unknown>) {
    if (changed.has('held')) {
      this.sizes.unobserve(this.content);
      this.sizes.observe(this.content);
    }
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('held') && !this.held) {
      this.height = undefined;
      this.more = false;
    }
  }

  protected render() {
    return html`<div class="window" style=${this.height === undefined ? nothing : `block-size:${this.height}px`}>
        <div class="content"><slot></slot></div>
      </div>
      ${this.more ? html`<button type="button" part="more" @click=${this.grow}>More ↓</button>` : nothing}`;
  }

  /** What it needs; called before the page is drawn. */
  private measure() {
    if (!this.held || this.clientWidth === 0) {
      return;
    }
    const needed = this.needed;
    if (this.height === undefined || this.clientWidth !== this.width) {
      this.width = this.clientWidth;
      this.height = needed;
    }
    this.more = needed > this.height + 1;
  }

  private readonly grow = () => {
    this.height = this.needed;
    this.more = false;
  };

  private get needed() {
    return Math.ceil(this.content.getBoundingClientRect().height);
  }

  private get content() {
    return this.renderRoot.querySelector('.content')!;
  }
}

customElements.define('harmony-still', HarmonyStill);

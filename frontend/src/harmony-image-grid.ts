import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import './harmony-compare';
import './harmony-lightbox';
import { arrows, type Axis, type Picture, type PictureGrid, Places, thumbnail, verdictText } from './shared/pictures';

const smallest = 48;
/** Below this the rate beside a row has no room; only a person who zooms goes there. */
const readable = 64;
const largest = 256;
const step = 16;
const gap = 2;
const groupGap = 10;
const overscan = 1;

/**
 * Pictures in rows and columns, thousands of them: only those in view exist, their labels stay at the edge.
 *
 * Arrows move, Enter opens large, `c` marks two to compare, `+` and `-` (or Ctrl and the wheel) zoom.
 * `grid-open` and `grid-compare` tell the server which.
 */
class HarmonyImageGrid extends LitElement {
  static properties = {
    data: { attribute: false },
    size: { type: Number },
    label: {},
    active: { state: true },
    marked: { state: true },
    hovered: { state: true },
  };

  declare data: PictureGrid | undefined;
  declare size: number;
  declare label: string | undefined;
  declare active: number;
  declare marked: number | undefined;
  declare hovered: number | undefined;

  private places: Places | undefined;
  private fitting = false;
  private frame = 0;
  private readonly sizes = new ResizeObserver(() => this.later());

  constructor() {
    super();
    this.size = 96;
    this.active = 0;
  }

  protected createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('data') && this.data) {
      this.places = new Places(this.data);
      this.active = Math.min(this.active, Math.max(0, this.data.pictures.length - 1));
    }
  }

  protected updated(changed: Map<string, unknown>) {
    const scroller = this.scroller;
    if (scroller && changed.has('data')) {
      this.sizes.observe(scroller);
      if (scroller.clientHeight === 0 || changed.get('data') === undefined) {
        this.later();
      }
    }
  }

  protected render() {
    const places = this.places;
    if (!places) {
      return nothing;
    }
    return html`
      ${this.toolbar(places)}
      <div
        class="image-grid__scroller"
        role="grid"
        aria-label=${this.label ?? 'Pictures'}
        aria-rowcount=${places.height + 1}
        aria-colcount=${places.width + 1}
        @scroll=${this.later}
        @wheel=${this.wheel}
        @keydown=${this.key}
      >
        ${this.head(places)} ${this.body(places)}
      </div>
      <harmony-lightbox .data=${places.grid} @lightbox-move=${this.follow} @lightbox-close=${this.settle}></harmony-lightbox>
      <harmony-compare></harmony-compare>
    `;
  }

  /** Keeps the tiles as large as all columns fit into the width, until the person zooms. */
  fit() {
    this.fitting = true;
    this.later();
  }

  private fitted() {
    const places = this.places;
    if (!this.fitting || !places || this.clientWidth === 0) {
      return;
    }
    const groups = places.layers > 1 ? places.grid.columns.length - 1 : 0;
    const room = this.clientWidth - this.labelWidth - groups * groupGap - step;
    const size = Math.floor(room / Math.max(1, places.width)) - gap;
    this.size = Math.max(readable, Math.min(192, size));
  }

  private toolbar(places: Places) {
    const index = this.hovered ?? this.active;
    const shown = places.picture(index);
    const marked = this.marked === undefined ? undefined : places.picture(this.marked);
    return html`<div class="image-grid__toolbar">
      <label class="image-grid__zoom"
        >Size
        <input
          type="range"
          min=${smallest}
          max=${largest}
          step=${step}
          .value=${String(this.size)}
          @input=${(event: Event) => this.zoom(Number((event.target as HTMLInputElement).value))}
        />
        <span class="mono">${this.size} px</span></label
      >
      <span class="image-grid__caption">${shown ? [shown.label, verdictText(shown), ...besides(places, index)].filter(Boolean).join(' · ') : nothing}</span>
      <span class="image-grid__hint" aria-live="polite"
        >${marked ? `Marked: ${marked.label}. Mark another to compare, Esc to let go.` : nothing}</span
      >
    </div>`;
  }

  private head(places: Places) {
    const { columns, layers } = places.grid;
    return html`<div class="image-grid__head" role="row" aria-rowindex="1" style=${styleMap({ inlineSize: `${this.labelWidth + this.left(places.width)}px` })}>
      <div class="image-grid__corner" role="columnheader" aria-colindex="1"><span class="visually-hidden">Row</span></div>
      ${this.visibleColumns(places).map(
        (column) => html`<div
          class="image-grid__column"
          role="columnheader"
          aria-colindex=${column * places.layers + 2}
          aria-colspan=${places.layers}
          style=${styleMap({
            insetInlineStart: `${this.labelWidth + this.left(column * places.layers)}px`,
            inlineSize: `${places.layers * (this.size + gap) - gap}px`,
          })}
        >
          ${axisText(columns[column]!)}
          ${layers.length > 1
            ? html`<div class="image-grid__layers">${layers.map((layer) => html`<span title=${layer.note ?? ''}>${layer.label}</span>`)}</div>`
            : nothing}
        </div>`,
      )}
    </div>`;
  }

  private body(places: Places) {
    const columns = this.visiblePlaces(places);
    return html`<div
      class="image-grid__body"
      role="rowgroup"
      style=${styleMap({
        blockSize: `${places.height * (this.size + gap)}px`,
        inlineSize: `${this.labelWidth + this.left(places.width)}px`,
      })}
    >
      ${repeat(
        this.visibleRows(places),
        (row) => row,
        (row) => html`<div
          class="image-grid__row"
          role="row"
          aria-rowindex=${row + 2}
          style=${styleMap({ insetBlockStart: `${row * (this.size + gap)}px`, blockSize: `${this.size}px` })}
        >
          <div class="image-grid__label" role="rowheader" aria-colindex="1">${axisText(places.grid.rows[row]!)}</div>
          ${repeat(
            columns,
            (x) => x,
            (x) => this.tile(places, row, x),
          )}
        </div>`,
      )}
    </div>`;
  }

  private tile(places: Places, row: number, x: number) {
    const index = places.at(row, x);
    const place = styleMap({ insetInlineStart: `${this.labelWidth + this.left(x)}px`, inlineSize: `${this.size}px`, blockSize: `${this.size}px` });
    if (index === undefined) {
      return html`<div class="image-grid__tile image-grid__tile--missing" role="gridcell" aria-colindex=${x + 2} style=${place}>
        <span class="visually-hidden">No picture</span>
      </div>`;
    }
    const picture = places.picture(index)!;
    return html`<div
      class="image-grid__tile"
      role="gridcell"
      aria-colindex=${x + 2}
      aria-label=${[picture.label, verdictText(picture)].filter(Boolean).join(', ')}
      aria-selected=${index === this.marked}
      tabindex=${index === this.active ? 0 : -1}
      data-index=${index}
      style=${place}
      @click=${() => this.open(index)}
      @focus=${() => (this.active = index)}
      @pointerenter=${() => (this.hovered = index)}
      @pointerleave=${() => (this.hovered = undefined)}
    >
      <img src=${thumbnail(picture, this.size)} alt="" decoding="async" draggable="false" />
      ${mark(picture)}
    </div>`;
  }

  private key = (event: KeyboardEvent) => {
    const places = this.places;
    if (!places || event.altKey || event.metaKey) {
      return;
    }
    const direction = arrows[event.key];
    const picture = places.picture(this.active);
    if (direction && event.shiftKey === false) {
      this.focusOn(places.neighbour(this.active, direction));
    } else if (event.key === 'Home' && picture) {
      this.focusOn(places.at(picture.row, 0));
    } else if (event.key === 'End' && picture) {
      this.focusOn(places.at(picture.row, places.width - 1));
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.open(this.active);
    } else if (event.key === 'c' && !event.ctrlKey) {
      this.mark(this.active);
    } else if (event.key === 'Escape' && this.marked !== undefined) {
      this.marked = undefined;
    } else if (event.key === '+' || event.key === '=') {
      this.zoom(this.size + step);
    } else if (event.key === '-') {
      this.zoom(this.size - step);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private wheel = (event: WheelEvent) => {
    if (event.ctrlKey) {
      event.preventDefault();
      this.zoom(this.size - Math.sign(event.deltaY) * step);
    }
  };

  /** Keeps what is in the middle of the window in the middle. */
  private zoom(size: number) {
    const scroller = this.scroller;
    const next = Math.max(smallest, Math.min(largest, Math.round(size / step) * step));
    if (next === this.size || !scroller) {
      return;
    }
    this.fitting = false;
    const ratio = (next + gap) / (this.size + gap);
    const x = scroller.scrollLeft + scroller.clientWidth / 2;
    const y = scroller.scrollTop + scroller.clientHeight / 2;
    this.size = next;
    void this.updateComplete.then(() => {
      scroller.scrollTo(x * ratio - scroller.clientWidth / 2, y * ratio - scroller.clientHeight / 2);
      this.later();
    });
  }

  private open(index: number) {
    this.active = index;
    this.querySelector('harmony-lightbox')?.open(index);
    this.dispatchEvent(new CustomEvent('grid-open', { detail: { index } }));
  }

  private mark(index: number) {
    if (this.marked === undefined || this.marked === index) {
      this.marked = this.marked === index ? undefined : index;
      return;
    }
    const first = this.places!.picture(this.marked)!;
    const second = this.places!.picture(index)!;
    this.dispatchEvent(new CustomEvent('grid-compare', { detail: { first: this.marked, second: index } }));
    this.marked = undefined;
    this.querySelector('harmony-compare')?.open(first, second);
  }

  /** The grid goes where the large view went, so closing it leaves the person there. */
  private follow = (event: CustomEvent<{ index: number }>) => {
    event.stopPropagation();
    this.focusOn(event.detail.index, false);
    this.dispatchEvent(new CustomEvent('grid-open', { detail: { index: event.detail.index } }));
  };

  /** The browser gives the focus back to the tile the view was opened from; it belongs where the view ended. */
  private settle = (event: CustomEvent<{ index: number }>) => this.focusOn(event.detail.index);

  private focusOn(index: number | undefined, takeFocus = true) {
    const places = this.places;
    const scroller = this.scroller;
    if (index === undefined || !places || !scroller) {
      return;
    }
    this.active = index;
    const picture = places.picture(index)!;
    const left = this.left(places.x(picture));
    const top = picture.row * (this.size + gap);
    const roomX = scroller.clientWidth - this.labelWidth;
    const roomY = scroller.clientHeight - this.headHeight;
    if (left < scroller.scrollLeft) {
      scroller.scrollLeft = left;
    } else if (left + this.size > scroller.scrollLeft + roomX) {
      scroller.scrollLeft = left + this.size - roomX;
    }
    if (top < scroller.scrollTop) {
      scroller.scrollTop = top;
    } else if (top + this.size > scroller.scrollTop + roomY) {
      scroller.scrollTop = top + this.size - roomY;
    }
    void this.updateComplete.then(() => {
      if (takeFocus) {
        this.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
      }
    });
  }

  private later = () => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.fitted();
      this.requestUpdate();
    });
  };

  private get scroller() {
    return this.querySelector<HTMLElement>('.image-grid__scroller');
  }

  private get headHeight() {
    return this.querySelector<HTMLElement>('.image-grid__head')?.offsetHeight ?? 0;
  }

  private get labelWidth() {
    return this.clientWidth < 600 ? 84 : 152;
  }

  /** The left edge of a place: tiles side by side, with more room between columns that have layers. */
  private left(x: number) {
    const layers = this.places!.layers;
    return x * (this.size + gap) + (layers > 1 ? Math.floor(x / layers) * groupGap : 0);
  }

  private visibleRows(places: Places) {
    const scroller = this.scroller;
    const height = this.size + gap;
    const top = scroller?.scrollTop ?? 0;
    const room = scroller?.clientHeight || window.innerHeight;
    const first = Math.floor(top / height) - overscan;
    const last = Math.ceil((top + room) / height) + overscan;
    return between(first, last, places.height, places.picture(this.active)?.row);
  }

  private visiblePlaces(places: Places) {
    const scroller = this.scroller;
    const pitch = (this.left(places.width) || 1) / Math.max(1, places.width);
    const left = scroller?.scrollLeft ?? 0;
    const room = scroller?.clientWidth || window.innerWidth;
    const active = places.picture(this.active);
    return between(
      Math.floor(left / pitch) - overscan - 1,
      Math.ceil((left + room) / pitch) + overscan,
      places.width,
      active && places.x(active),
    );
  }

  private visibleColumns(places: Places) {
    return [...new Set(this.visiblePlaces(places).map((x) => Math.floor(x / places.layers)))];
  }
}

/** The whole numbers from `first` to `last` that are below `end`, and `also`, which must not vanish. */
function between(first: number, last: number, end: number, also: number | undefined) {
  const result: number[] = [];
  for (let value = Math.max(0, first); value <= Math.min(end - 1, last); value++) {
    result.push(value);
  }
  if (also !== undefined && also < end && !result.includes(also)) {
    result.push(also);
    result.sort((a, b) => a - b);
  }
  return result;
}

/** In what the pictures to the left and above differ from this one. */
function besides(places: Places, index: number) {
  const own = places.picture(index)!.label.split(', ');
  return (['left', 'up'] as const).flatMap((direction) => {
    const neighbour = places.neighbour(index, direction);
    if (neighbour === undefined) {
      return [];
    }
    const picture = places.picture(neighbour)!;
    const other = picture.label.split(', ').filter((part, at) => part !== own[at]);
    const points = picture.points === undefined ? '' : ` (${picture.points} of 3)`;
    return [`${direction === 'left' ? 'left' : 'above'}: ${other.join(', ')}${points}`];
  });
}

function axisText(axis: Axis) {
  const lines = axis.note?.split('\n') ?? [];
  return html`<span class="image-grid__name" title=${axis.label}>${axis.label}</span>${lines.map(
      (line) => html`<span class="image-grid__note" title=${line.replace('●', 'people:').replace('○', 'machine:')}>${line}</span>`,
    )}`;
}

function mark(picture: Picture) {
  return picture.points === undefined
    ? nothing
    : html`<span class="verdict-mark" data-points=${picture.points} data-source=${picture.source ?? 'human'} aria-hidden="true">${picture.points}</span>`;
}

customElements.define('harmony-image-grid', HarmonyImageGrid);

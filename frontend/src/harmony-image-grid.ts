import { html, nothing, type PropertyDeclarations } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import './harmony-compare';
import './harmony-lightbox';
import type { Asked } from './harmony-say';
import './harmony-say';
import { chosen, mostCompared } from './shared/chosen';
import { told } from './shared/differences';
import { gridRow, inRow } from './shared/grid-body';
import type { Geometry } from './shared/grid-geometry';
import { type Wish, wish } from './shared/grid-keys';
import { type Behind, head, more, toolbar } from './shared/grid-parts';
import { GridWindow } from './shared/grid-window';
import type { Picture, Places } from './shared/pictures';
import { Slots } from './shared/slots';
import { step } from './shared/zoom';

/**
 * Pictures in rows and columns, thousands of them: only those in view exist and are asked for, their labels stay at the edge. Whoever scrolls
 * faster than faces can be seen gets them where they stop. What comes moves nothing of what is in view: tiles keep the size that fits at
 * first, the room for rates is there from the beginning, and the place that one looks at stays where it is on the screen.
 *
 * Arrows move, Enter opens large, `c` chooses two to compare, `C` more than two, `+` and `-` (or Ctrl and the wheel) zoom, `0` fits, `[` and `]`, or `,` and `.`, step
 * along an axis of which one value is shown at a time, a digit chooses that axis. Where a column is split, the
 * pairs that differ can be shown alone. `grid-open`, `grid-step` and `grid-differences` tell the server.
 */
class HarmonyImageGrid extends GridWindow {
  static properties: PropertyDeclarations = {
    label: {},
    talked: { attribute: false },
    says: { attribute: false },
    chosen: { state: true },
  };

  declare label: string | undefined;
  /** About which pictures something is said. */
  declare talked: number[] | undefined;
  /** What may be said of its pictures: `score`, `tags`. */
  declare says: string[] | undefined;
  /** The pictures that are to be compared. */
  declare chosen: Picture[];
  private readonly rowSlots = new Slots();
  private readonly columnSlots = new Slots();
  /** The row that each slot shows whole. */
  private readonly drawn = new Map<number, number>();
  private talkedAbout = new Set<number>();
  private chosenImages: string[] = [];

  constructor() {
    super();
    this.chosen = [];
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('talked')) {
      this.talkedAbout = new Set(this.talked);
    }
    if (changed.has('chosen')) {
      this.chosenImages = this.chosen.map((one) => one.image);
    }
    super.willUpdate(changed);
  }

  protected render() {
    const places = this.places;
    if (!places) {
      return nothing;
    }
    const geometry = this.geometry(places);
    const columns = this.columnSlots.place(geometry.columns(this.scroller, this.activeColumn(places)));
    const inView = columns.join(' ');
    const shown = this.hovered ?? this.active;
    const { noted, narrow, labels } = this.room;
    const lost = this.inView.filter(this.lost).length;
    const stop = this.activeColumn(places); // the border is left and entered where one is
    return html`
      ${guard([this.size, places, shown, this.chosen, this.onlyDifferences, this.changes, lost], () =>
        toolbar({
          lost,
          askAgain: this.askAgain,
          size: this.size,
          places,
          index: shown,
          chosen: this.chosen,
          compare: this.compareChosen,
          pairs: this.pairs,
          onlyDifferences: this.onlyDifferences,
          zoom: (size) => this.zoom(size),
          fit: this.fitAgain,
          switchDifferences: this.switchDifferences,
        }),
      )}
      <div class="image-grid__frame">
        <div
          class="image-grid__scroller"
          role="grid"
          aria-label=${this.label ?? 'Pictures'}
          aria-rowcount=${places.height + 1}
          aria-colcount=${places.width + 1}
          data-above=${geometry.stacked && noted && narrow}
          data-lines=${geometry.lines.length > 0}
          data-tall=${geometry.rowHeight > (this.scroller?.clientHeight || innerHeight)}
          style=${styleMap({
            '--_label': `${geometry.label}px`,
            '--_size': `${this.size}px`,
            '--_pitch': `${geometry.pitch}px`,
            '--_column': `${geometry.columnWidth}px`,
            '--_rates': geometry.lines.length > 0 && noted && !narrow ? `${labels - 14}px` : undefined,
          })}
          tabindex=${Number.isFinite(places.first) ? nothing : 0}
          @scroll=${this.scrolled}
          @click=${this.pressed}
          @focusin=${this.focused}
          @pointerover=${this.over}
          @pointerleave=${() => (this.hovered = undefined)}
          @wheel=${this.wheel}
          @keydown=${this.key}
        >
          ${guard([places, geometry, inView, this.opensRates, stop], () => head(places, geometry, columns, noted, this.behind, stop))}
          ${this.body(places, geometry, columns, inView)}
        </div>
        ${places.height === 0 && this.pairs ? html`<p class="image-grid__none">Nothing to show: ${told(this.pairs)}.</p>` : nothing}
        ${more({ beyond: geometry.beyond(this.scroller), ...this.came, go: (columns, rows) => this.goBy(geometry, columns, rows) })}
      </div>
      <harmony-lightbox .places=${places} .texts=${this.changes} @lightbox-move=${this.follow} @lightbox-near=${this.nearLarge} @lightbox-close=${this.settle} @lightbox-choose=${this.chooseLarge} @lightbox-ask=${this.askLarge} .says=${this.says} .chosen=${this.chosenImages} @lightbox-compare=${this.compareChosen}></harmony-lightbox>
      <harmony-compare></harmony-compare>
      <harmony-say></harmony-say>
    `;
  }

  private body(places: Places, geometry: Geometry, columns: [number, number][], inView: string) {
    const active = places.shows(this.active) ? places.row(this.active) : undefined;
    const marked = new Set(this.chosenImages);
    const rows = this.rowSlots.place(geometry.rows(this.scroller, active));
    const seen = this.seen();
    const part = geometry.part(seen);
    this.inView = [];
    return html`<div
      class="image-grid__body"
      role="rowgroup"
      style=${styleMap({ blockSize: `${geometry.height + this.beyond.y}px`, inlineSize: `${geometry.width + this.beyond.x}px` })}
    >
      ${repeat(
        rows,
        ([slot]) => slot,
        ([slot, row]) => {
          const { tiles, pictures } = inRow(places, row, columns, (x, index) => part === undefined || geometry.sees(seen, row, x) || index === this.active);
          this.inView.push(...pictures);
          const passed = this.pace.fast && row !== active && this.drawn.get(slot) !== row; // the focus is in the active one
          if (!passed) {
            this.drawn.set(slot, row);
          }
          const faces = passed ? [] : [pictures.filter((index) => this.face(index) !== undefined).length, pictures.filter(this.lost).length];
          return guard([row, places, geometry, passed || [inView, part, this.changes, ...faces].join(), row === active && this.active, this.chosen, this.talkedAbout], () =>
            gridRow({
              places,
              geometry,
              row,
              tiles,
              active: this.active,
              marked,
              talked: this.talkedAbout,
              behind: this.behind,
              face: this.face,
              lost: this.lost,
              passed,
              leftOut: this.onlyDifferences,
            }),
          );
        },
      )}
    </div>`;
  }

  private indexOf(event: Event) {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'];
    return index === undefined ? undefined : Number(index);
  }

  private pressed = (event: Event) => {
    const index = this.indexOf(event);
    if (index !== undefined) {
      this.open(index);
    }
  };

  private focused = (event: Event) => {
    this.active = this.indexOf(event) ?? this.active;
  };

  private over = (event: Event) => {
    this.hovered = this.indexOf(event);
  };

  private switchDifferences = (event: Event) => {
    this.onlyDifferences = (event.target as HTMLInputElement).checked;
    this.scroller?.scrollTo(0, 0);
    this.later();
    this.dispatchEvent(new CustomEvent('grid-differences', { detail: { only: this.onlyDifferences } }));
  };

  private get behind(): Behind | undefined {
    return this.opensRates
      ? (row, index, machine) => this.dispatchEvent(new CustomEvent('grid-rate', { detail: { row, index, machine } }))
      : undefined;
  }

  /** Opens the faces behind the first rate of the row, or of the column, in which a person is. */
  private rates(row: boolean) {
    const place = this.places?.picture(this.active);
    const axis = place && (row ? this.data?.rows[place.row] : this.data?.columns[place.column]);
    const line = axis?.note?.split('\n').find((one) => one.includes('%'));
    if (place && line) {
      this.behind?.(row, row ? place.row : place.column, line.startsWith('○'));
    }
  }

  private key = (event: KeyboardEvent) => {
    const meant = this.places && wish(event);
    if (meant && this.fulfil(meant, this.places!)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** Does what is meant; false where there is nothing to do. */
  private fulfil(meant: Wish, places: Places) {
    const row = places.shows(this.active) ? places.row(this.active) : undefined;
    switch (meant.does) {
      case 'go':
        if (meant.to !== 'first' && meant.to !== 'last') {
          this.focusOn(places.neighbour(this.active, meant.to));
        } else if (row !== undefined) {
          this.focusOn(places.at(row, meant.to === 'first' ? 0 : places.width - 1));
        }
        return true;
      case 'open':
        this.open(this.active);
        return true;
      case 'choose':
        this.choose(this.active, meant.more);
        return true;
      case 'rates':
        this.rates(meant.row);
        return this.behind !== undefined;
      case 'step':
        this.dispatchEvent(new CustomEvent('grid-step', { detail: { axis: meant.axis, by: meant.by } }));
        return true;
      case 'zoom':
        this.zoom(this.size + meant.by);
        return true;
      case 'fit':
        this.fitAgain();
        return true;
      case 'say':
        return this.askAbout(this.active, meant.about);
      case 'let go': {
        const some = this.chosen.length > 0;
        this.chosen = [];
        return some;
      }
    }
  }

  private wheel = (event: WheelEvent) => {
    if (event.ctrlKey) {
      event.preventDefault();
      this.zoom(this.size - Math.sign(event.deltaY) * step);
    }
  };

  /** Opens a picture large, as soon as there is something to open it in. */
  open(index: number) {
    this.active = index;
    if (this.isUpdatePending) {
      void this.updateComplete.then(() => this.querySelector('harmony-lightbox')?.open(index));
    } else {
      this.querySelector('harmony-lightbox')?.open(index);
    }
    this.dispatchEvent(new CustomEvent('grid-open', { detail: { index } }));
  }

  /** Chooses a picture, or lets it go; where one was added to others they are compared at once, unless more are to be chosen. */
  private choose(index: number, more: boolean) {
    const before = this.chosen.length;
    this.chosen = chosen(this.chosen, this.places?.picture(index));
    if (this.chosen.length > Math.max(1, before) && (!more || this.chosen.length === mostCompared)) {
      this.compareChosen();
    }
  }

  private compareChosen = () => {
    const pictures = this.chosen;
    this.chosen = [];
    this.querySelector('harmony-compare')?.open(...pictures);
  };

  /** Somebody is about to say something of a picture; false where that is not to be said here. */
  private askAbout(index: number, about: 'score' | 'tags' | 'talk') {
    const large = this.querySelector('harmony-lightbox');
    if (about === 'talk') {
      if (large?.side) {
        this.open(index);
        void large.updateComplete.then(() => large.talk());
      }
      return large?.side !== undefined;
    }
    if (this.says?.includes(about)) {
      this.dispatchEvent(new CustomEvent('grid-ask', { detail: { index, about } }));
    }
    return this.says?.includes(about) ?? false;
  }

  private askLarge = (event: CustomEvent<{ index: number; about: 'score' | 'tags' }>) => {
    event.stopPropagation();
    this.askAbout(event.detail.index, event.detail.about);
  };

  /** The server tells what is said of a picture so far. */
  say(asked: Asked) {
    this.querySelector('harmony-say')?.open(asked);
  }

  /** The server kept what was said, or says why it did not. */
  said(problem: string, tags: string[] | null) {
    this.querySelector('harmony-say')?.said(problem, tags);
  }

  private chooseLarge = (event: CustomEvent<{ index: number; more: boolean }>) => {
    event.stopPropagation();
    this.choose(event.detail.index, event.detail.more);
  };

  /** The grid goes where the large view went, so closing it leaves the person there. */
  private follow = (event: CustomEvent<{ index: number }>) => {
    event.stopPropagation();
    this.focusOn(event.detail.index, false);
    this.dispatchEvent(new CustomEvent('grid-open', { detail: { index: event.detail.index } }));
  };

  /** Texts of what the large view is about to show. */
  private nearLarge = (event: CustomEvent<{ indexes: number[] }>) => {
    event.stopPropagation();
    this.near = event.detail.indexes;
    this.requestUpdate();
  };

  /** The browser gives the focus back to the tile the view was opened from; it belongs where the view ended. */
  private settle = (event: CustomEvent<{ index: number }>) => this.focusOn(event.detail.index);
}

customElements.define('harmony-image-grid', HarmonyImageGrid);

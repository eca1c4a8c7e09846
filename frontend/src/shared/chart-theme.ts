/** The look of every figure, read from the page's tokens: fonts, text strengths, grid, harmony points. */
export function chartTheme(element: Element) {
  const token = reader(element);
  const text = token('--vaadin-text-color');
  const secondary = token('--vaadin-text-color-secondary');
  const line = token('--vaadin-border-color-secondary');
  const points = [0, 1, 2, 3].map((step) => token(`--harmony-points-${step}`));
  const faint = [0, 1, 2, 3].map((step) => token(`--harmony-points-${step}-faint`));
  const inks = [0, 1, 2, 3].map((step) => token(`--harmony-points-${step}-ink`));
  const outline = token('--harmony-points-line');
  const measure = token('--harmony-measure');
  const font = getComputedStyle(element).fontFamily;
  return {
    background: 'transparent',
    font,
    view: { stroke: null },
    title: { color: text, subtitleColor: secondary, anchor: 'start', fontSize: 13, fontWeight: 600, subtitleFontSize: 12, offset: 12 },
    axis: {
      labelColor: secondary,
      titleColor: secondary,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 400,
      gridColor: line,
      domainColor: line,
      tickColor: line,
    },
    header: { labelColor: secondary, titleColor: secondary, labelFontSize: 12, titleFontSize: 12 },
    legend: { labelColor: secondary, titleColor: secondary, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400 },
    text: { color: text },
    range: { ordinal: points, ramp: faint, heatmap: points, category: inks },
    // The named styles of the figures that the server makes (figure-theme.json).
    style: {
      measure: { color: measure },
      'measure-hollow': { color: outline },
      'tile-hollow': { stroke: outline },
      outline: { stroke: outline },
      interval: { color: text },
      line: { color: measure },
      dot: { color: measure },
      'dot-hollow': { fill: token('--aura-background-color'), color: outline },
      number: { color: text },
      detail: { color: secondary },
    },
  };
}

/** Resolves a token to a colour that can stand in an SVG attribute. */
function reader(element: Element) {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const resolved = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  queueMicrotask(() => probe.remove());
  return resolved;
}

/**
 * Why a figure shows nothing, and what to do; undefined where it shows something.
 *
 * `specification` is Vega-Lite, `view` the Vega view of it after it ran. The page and the server ask the same.
 */
export function nothing(specification, view) {
  const rows = rowsOf(specification);
  if (specification.data?.url || specification.data?.sequence || specification.data?.graticule) {
    return marks(view) > 0 ? undefined : 'Nothing in it can be drawn. Look at its specification.';
  }
  if (rows.length === 0) {
    return marks(view) > 0 && !fields(specification).length
      ? undefined
      : 'It has no rows: nothing has been measured or scored yet. Run what it is drawn from, then draw it again.';
  }
  const missing = fields(specification).filter((field) => !rows.some((row) => present(row, field)));
  const given = made(specification);
  const measured = fields(specification, positions, (definition) => definition.type === 'quantitative' && !definition.aggregate);
  const places = measured.length > 0 ? measured : fields(specification, positions);
  if (places.length > 0 && places.every((field) => missing.includes(field) && !given.has(field))) {
    return `Its ${count(rows)} no value for ${places.join(' and ')}. Fill ${places.length === 1 ? 'it' : 'them'} in, or choose other fields.`;
  }
  if (marks(view) > 0) {
    return undefined;
  }
  if (missing.some((field) => !given.has(field))) {
    return `Its ${count(rows)} no value for ${missing.filter((field) => !given.has(field)).join(' and ')}. Fill it in, or choose other fields.`;
  }
  return JSON.stringify(specification).includes('"filter"')
    ? `Its filter leaves nothing of its ${rows.length === 1 ? 'one row' : `${rows.length} rows`}. Widen the filter.`
    : `Nothing of its ${rows.length} rows can be drawn. Look at its fields and scales.`;
}

/** The same figure with its title and, in place of its marks, the reason. */
export function saying(specification, reason) {
  const { title, config, background, description } = specification;
  const lines = [''];
  for (const word of reason.split(' ')) {
    lines[lines.length - 1].length + word.length > 60 ? lines.push(word) : (lines[lines.length - 1] += ` ${word}`);
  }
  return {
    $schema: specification.$schema,
    ...(title === undefined ? {} : { title }),
    description: [description, reason].filter(Boolean).join(' '),
    background,
    config,
    width: 400,
    height: 24 + 18 * lines.length,
    data: { values: [{}] },
    mark: { type: 'text', align: 'left', baseline: 'top', lineHeight: 18, text: lines.map((line) => line.trim()), style: 'detail', fontSize: 13 },
    encoding: { x: { value: 0 }, y: { value: 12 } },
  };
}

const positions = ['x', 'y', 'x2', 'y2', 'theta', 'theta2', 'radius', 'radius2', 'latitude', 'longitude'];

const count = (rows) => (rows.length === 1 ? 'one row has' : `${rows.length} rows have`);

function present(row, field) {
  const value = field in Object(row) ? row[field] : field.split('.').reduce((part, name) => Object(part)[name], row);
  return value !== undefined && value !== null && value !== '' && !Number.isNaN(value);
}

function parts(specification) {
  const below = [...['layer', 'hconcat', 'vconcat', 'concat'].flatMap((name) => specification[name] ?? []), specification.spec].filter((part) => part && typeof part === 'object');
  return [specification, ...below.flatMap(parts)];
}

function rowsOf(specification) {
  return parts(specification).flatMap((part) => [
    ...(Array.isArray(part.data?.values) ? part.data.values : part.data?.values ? [part.data.values] : []),
    ...Object.values(part.datasets ?? {}).flat(),
  ]);
}

/** The fields that the channels of a figure name; those in brackets of a repeat are not known. */
function fields(specification, channels, wanted = () => true) {
  const named = parts(specification).flatMap((part) =>
    Object.entries(part.encoding ?? {})
      .filter(([channel]) => !channels || channels.includes(channel))
      .flatMap(([, definition]) => definition ?? [])
      .filter(wanted)
      .map((definition) => definition.field)
      .filter((field) => typeof field === 'string'),
  );
  return [...new Set(named)];
}

/** What transforms may make: fields that no row has to bring. */
function made(specification) {
  const names = new Set();
  parts(specification).forEach((part) =>
    (part.transform ?? []).forEach((transform) => {
      [transform.as, ...Object.values(transform).filter(Array.isArray).flat().map((one) => one?.as)].flat().forEach((name) => names.add(name));
      if ('fold' in transform) ['key', 'value'].forEach((name) => names.add(name));
      if ('pivot' in transform || 'lookup' in transform || 'density' in transform || 'flatten' in transform) fields(specification).forEach((field) => names.add(field));
    }),
  );
  return names;
}

/** How many marks lie in the scene, those of axes and legends left out. */
function marks(view) {
  const counted = (group) =>
    (group.items ?? []).reduce((sum, mark) => {
      const own = ['mark', 'frame', 'scope', 'pathgroup', undefined].includes(mark.role);
      if (!own) {
        return sum;
      }
      return mark.marktype === 'group'
        ? sum + (mark.items ?? []).reduce((inner, item) => inner + counted(item), 0)
        : sum + (mark.items ?? []).filter((item) => Number.isFinite(item.x ?? 0) && Number.isFinite(item.y ?? 0)).length;
    }, 0);
  return counted({ items: [view.scenegraph().root] });
}

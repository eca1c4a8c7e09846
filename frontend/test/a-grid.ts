import type { Layer, Picture, PictureGrid } from '../src/shared/pictures';

/** A picture at its place, named by it. */
export function picture(row: number, column: number, layer = 0, more: Partial<Picture> = {}): Picture {
  return { row, column, layer, thumbnail: `/${row}-${column}-${layer}-{size}.png`, image: '', label: `row ${row}, column ${column}`, ...more };
}

/** A grid in which every place has a picture but those that `missing` names as `row column layer`. */
export function grid(rows: number, columns: number, layers: Layer[] = [{ label: '' }], missing: string[] = []): PictureGrid {
  const axis = (name: string, length: number) => Array.from({ length }, (_, at) => ({ label: `${name} ${at}` }));
  const pictures = Array.from({ length: rows }, (_r, row) =>
    Array.from({ length: columns }, (_c, column) => layers.map((_l, layer) => picture(row, column, layer))),
  ).flat(2);
  return { rows: axis('row', rows), columns: axis('column', columns), layers, pictures: pictures.filter((one) => !missing.includes(`${one.row} ${one.column} ${one.layer}`)) };
}

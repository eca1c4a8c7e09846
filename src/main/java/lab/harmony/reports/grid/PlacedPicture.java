package lab.harmony.reports.grid;

import lab.harmony.reports.grid.facts.GridPicture;

/// A picture with the numbers of its row, its column and its lane in that column, all from 0.
public record PlacedPicture(int row, int column, int lane, GridPicture picture) {}

package lab.harmony.reports.grid;

import java.util.List;
import lab.harmony.reports.grid.axes.CellAddress;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.reports.grid.facts.GridPicture;

/// One cell: the pictures in it, those refused, and the places that have no picture yet.
public record GridCell(
    CellAddress address,
    List<GridPicture> pictures,
    List<Refusal> refused,
    List<GridPlace> missing) {}

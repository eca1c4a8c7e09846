package lab.harmony.notebooks.citations;

import java.util.List;
import lab.harmony.notebooks.document.CellId;

/// The numbers of a cell's result that texts can cite.
sealed interface CitedResult permits Quantities, ToldQuantities {

  /// @throws IllegalArgumentException with a sentence when the result does not have it
  Measured of(Citation citation);

  List<Offer> offers(CellId cell);
}

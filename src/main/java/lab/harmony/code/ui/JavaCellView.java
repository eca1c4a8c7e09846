package lab.harmony.code.ui;

import com.vaadin.flow.component.Component;
import java.util.List;
import lab.harmony.code.JavaCell;
import lab.harmony.code.Kernels;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.spi.ResultPlace;

/// Java cells look as their outputs do; a kernel is made ready while somebody looks at one.
@org.springframework.stereotype.Component
final class JavaCellView implements CellView {

  private final Kernels kernels;

  JavaCellView(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public CellKind kind() {
    return JavaCell.KIND;
  }

  @Override
  public List<Component> results(Cell cell, ResultPlace place) {
    kernels.expect();
    return List.of();
  }
}

package lab.harmony.kernel.cell;

/// Something that knows how it is shown.
public interface Displayable {

  Shown shown();
}

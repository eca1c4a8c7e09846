package lab.harmony.design;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;

/// The state of a run or a cell: a shape, a word and, where it matters, a colour.
///
/// The reason of a failure and of staleness is one hover (or focus) away, and read out with the
/// word.
public final class StateText extends Composite<Span> {

  private StateText(String state, String shape, String word) {
    var mark = new Span(shape);
    mark.addClassName("state-text__shape");
    mark.getElement().setAttribute("aria-hidden", "true");
    var text = new Span(word);
    text.addClassName("state-text__word");
    getContent().addClassName("state-text");
    getContent().getElement().setAttribute("data-state", state);
    getContent().add(mark, text);
  }

  /// Waiting; the first in the queue has position 1.
  public static StateText queued(int position) {
    return new StateText("queued", "○", "Queued #%d".formatted(position));
  }

  public static StateText queued() {
    return new StateText("queued", "○", "Queued");
  }

  /// At work: so many of its pictures or steps are done.
  public static StateText running(int done, int total) {
    return new StateText(
        "running", "▸", total == 0 ? "Running" : "Running %d of %d".formatted(done, total));
  }

  public static StateText running() {
    return new StateText("running", "▸", "Running");
  }

  public static StateText finished() {
    return new StateText("finished", "✓", "Finished");
  }

  public static StateText failed(String reason) {
    return new StateText("failed", "✕", "Failed").because(reason);
  }

  public static StateText cancelled() {
    return new StateText("cancelled", "–", "Cancelled");
  }

  /// Its inputs changed since it ran.
  public static StateText stale(String reason) {
    return new StateText("stale", "◐", "Stale").because(reason);
  }

  private StateText because(String reason) {
    Tooltip.forComponent(getContent()).setText(reason);
    var spoken = new Span(": " + reason);
    spoken.addClassName("visually-hidden");
    getContent().add(spoken);
    getContent().getElement().setAttribute("tabindex", "0");
    return this;
  }
}

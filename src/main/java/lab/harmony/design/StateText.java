package lab.harmony.design;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;

/// The state of a run or a cell: a shape, a word and, where it matters, a colour.
///
/// The reason of a failure and of staleness is one hover (or focus) away, and read out with the
/// word.
public final class StateText extends Composite<Span> {

  private StateText(StateWord state) {
    this(state, state.alone());
  }

  private StateText(StateWord state, String word) {
    var mark = new Span(state.shape());
    mark.addClassName("state-text__shape");
    mark.getElement().setAttribute("aria-hidden", "true");
    var text = new Span(word);
    text.addClassName("state-text__word");
    getContent().addClassName("state-text");
    getContent().getElement().setAttribute("data-state", state.within());
    getContent().add(mark, text);
  }

  /// Waiting; the first in the queue has position 1.
  public static StateText queued(int position) {
    return new StateText(StateWord.QUEUED, "%s #%d".formatted(StateWord.QUEUED.alone(), position));
  }

  public static StateText queued() {
    return new StateText(StateWord.QUEUED);
  }

  /// At work: so many of its pictures or steps are done.
  public static StateText running(int done, int total) {
    return total == 0
        ? running()
        : new StateText(
            StateWord.RUNNING, "%s %d of %d".formatted(StateWord.RUNNING.alone(), done, total));
  }

  public static StateText running() {
    return new StateText(StateWord.RUNNING);
  }

  /// Asked to end, and not there yet.
  public static StateText stopping() {
    return new StateText(StateWord.STOPPING);
  }

  public static StateText finished() {
    return new StateText(StateWord.FINISHED);
  }

  public static StateText failed(String reason) {
    return new StateText(StateWord.FAILED).because(reason);
  }

  public static StateText cancelled() {
    return new StateText(StateWord.CANCELLED);
  }

  /// Its inputs changed since it ran.
  public static StateText stale(String reason) {
    return new StateText(StateWord.STALE).because(reason);
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

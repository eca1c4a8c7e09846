package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import lab.harmony.threads.ThreadCount;

/// A quiet mark that something is talked about, with how many threads are open; it leads to them.
public final class TalkMark extends Composite<NativeButton> {
  private final String about;
  private final Span number = new Span();
  private final boolean always;

  /// @param about what it is read out as: `this cell`
  /// @param always whether it is there too while nothing was said
  public TalkMark(String about, boolean always, Runnable open) {
    this.about = about;
    this.always = always;
    var shape = new Span();
    shape.addClassName("talk-mark__shape");
    shape.getElement().setAttribute("aria-hidden", "true");
    getContent().add(shape, number);
    getContent().addClassNames("quiet-button", "talk-mark");
    getContent().addClickListener(_ -> open.run());
    show(ThreadCount.NONE);
  }

  /// Puts the focus on it.
  public void focus() {
    getContent().focus();
  }

  public void show(ThreadCount count) {
    number.setText(count.threads() == 0 ? "" : String.valueOf(count.open()));
    getContent().getElement().setAttribute("data-open", count.open() > 0);
    var words =
        count.threads() == 0
            ? "Comment on " + about
            : "%d %s about %s, %d open"
                .formatted(
                    count.threads(),
                    count.threads() == 1 ? "thread" : "threads",
                    about,
                    count.open());
    getContent().getElement().setAttribute("aria-label", words);
    getContent().setTitle(words);
    setVisible(always || count.threads() > 0);
  }
}

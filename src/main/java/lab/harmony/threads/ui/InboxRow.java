package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;

/// One thread of an inbox: where it is, what is new in it, and that it was read.
final class InboxRow extends Composite<Div> {

  InboxRow(InboxLine line, ThreadServices services, Actor who) {
    var entry = line.entry();
    var title = new RouterLink("", InboxView.class, String.valueOf(entry.thread()));
    title.add(new Span((entry.gone() ? "Gone: " : "") + entry.place().title()));
    title.addClassName("inbox__title");
    var facts = new Div();
    facts.addClassName("inbox__facts");
    facts.add(new Span(entry.kind().words()));
    if (entry.resolved()) {
      facts.add(new Span("✓ resolved"));
    }
    var row = getContent();
    row.addClassNames("news-line", "inbox__row");
    row.getElement().setAttribute("data-unread", !entry.unread().isEmpty());
    row.add(title, facts);
    if (!entry.unread().isEmpty()) {
      var newest = entry.unread().getLast();
      var when = new Span(Times.brief(newest.writtenAt(), services.clock()));
      when.setTitle(Times.exact(newest.writtenAt()));
      facts.add(
          when, new Span(entry.unread().size() == 1 ? "1 new" : entry.unread().size() + " new"));
      if (entry.mentioned()) {
        var mentioned = new Span("mentions you");
        mentioned.addClassName("mention");
        facts.add(mentioned);
      }
      var author = new Span(newest.author().name());
      author.addClassName("comment__author");
      author.getElement().setAttribute("dir", "auto");
      var words = new Div(author, new Span(" " + line.excerpt()));
      words.addClassName("inbox__words");
      var read = new NativeButton("Mark as read", _ -> services.inbox().read(List.of(entry), who));
      read.addClassName("quiet-button");
      read.setAriaLabel("Mark as read: " + entry.place().title());
      row.add(words, read);
    }
  }
}

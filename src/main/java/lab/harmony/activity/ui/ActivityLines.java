package lab.harmony.activity.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.activity.ActivityPage;
import lab.harmony.activity.Happening;
import lab.harmony.design.Times;

/// What happened, line by line, with a mark before what somebody had seen.
final class ActivityLines extends Composite<UnorderedList> {

  private final Clock clock;
  private Optional<Instant> seenTo = Optional.empty();

  ActivityLines(Clock clock) {
    this.clock = clock;
    getContent().addClassName("news-lines");
  }

  /// Shows what is older than what stands there.
  void add(ActivityPage page) {
    if (getContent().getComponentCount() == 0) {
      seenTo = page.seenTo();
    }
    for (var line : page.lines()) {
      if (seenTo.filter(to -> !line.what().at().isAfter(to)).isPresent()) {
        getContent().add(mark());
        seenTo = Optional.empty();
      }
      getContent().add(item(line));
    }
  }

  private ListItem mark() {
    var nothingNew = getContent().getComponentCount() == 0;
    var words = nothingNew ? "Nothing new since you were here last" : "You have seen what follows";
    var mark = new ListItem(words);
    mark.addClassName("activity__seen-before");
    return mark;
  }

  private ListItem item(ActivityPage.Line line) {
    var what = line.what();
    var sentence = new Span();
    sentence.addClassName("activity__sentence");
    what.who().ifPresent(who -> sentence.add(person(who)));
    sentence.add(new Span(what.beginning()), link(what), new Span(" " + what.after()));
    var facts = new Span();
    facts.addClassName("activity__facts");
    if (line.isNew()) {
      var isNew = new Span("new");
      isNew.addClassName("activity__new");
      facts.add(isNew);
    }
    facts.add(when(what.at()));
    var item = new ListItem(sentence, facts);
    item.addClassNames("news-line", "activity__line");
    item.getElement().setAttribute("data-new", line.isNew());
    return item;
  }

  private static Span person(Happening.Doer who) {
    var name = new Span(who.name());
    name.addClassName("activity__who");
    name.getElement().setAttribute("dir", "auto");
    return name;
  }

  private static Anchor link(Happening what) {
    var link = new Anchor("/" + what.place().path(), what.thing());
    if (!what.place().isScreen()) {
      link.setTarget(AnchorTarget.BLANK);
      link.getElement().setAttribute("router-ignore", true);
    }
    link.getElement().setAttribute("dir", "auto");
    return link;
  }

  private Span when(Instant time) {
    var when = new Span(Times.brief(time, clock));
    when.addClassName("activity__when");
    when.setTitle(Times.exact(time));
    return when;
  }
}

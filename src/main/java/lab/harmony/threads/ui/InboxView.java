package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.threads.Inbox;
import org.jspecify.annotations.Nullable;

/// What somebody has not read of the threads in which they take part; `/inbox/12` shows one of them
/// beside, also where what it is about is not there any more.
@Route("inbox")
@PageTitle("Inbox · Harmony Lab")
@Menu(title = "Inbox", order = 45)
@Needs(Right.OWN_ACCOUNT)
final class InboxView extends Composite<Div>
    implements HasUrlParameter<String>, BeforeEnterObserver {
  private static final int PAGE = 50;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final ThreadServices services;
  private final Actor who;
  private final Narrowing narrowing = new Narrowing("thread", "threads", this::follow);
  private final Choice<Inbox.Which> show =
      narrowing
          .<Inbox.Which>choice("show", "Show", "Unread", InboxView::word, InboxView::words)
          .offer(List.of(Inbox.Which.OWN, Inbox.Which.ALL));
  private final Button readAll = new Button("Mark all as read", _ -> readAll());
  private final NativeButton more = new NativeButton("", _ -> showMore());
  private final Div list = new Div();
  private final Div detail = new Div();
  private Optional<String> asked = Optional.empty();
  private int most = PAGE;
  private @Nullable InboxLines shown;

  InboxView(ThreadServices services, CurrentPerson person) {
    this.services = services;
    this.who = person.actor();
    narrowing.withoutSearch();
    more.addClassNames("quiet-button", "inbox__more");
    readAll.setEnabled(false);
    list.addClassName("inbox__list");
    detail.addClassName("inbox__detail");
    var main = new PageBody("Inbox", "inbox", list);
    var row = new Div(main, detail);
    row.addClassNames("page__fill", "beside");
    getContent().addClassName("page");
    getContent().add(new PageBar("Inbox", narrowing).withActions(readAll), row);
  }

  @Override
  public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String thread) {
    asked = Optional.ofNullable(thread);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    narrowing.read(event.getLocation());
    most = PAGE;
    follow();
    detail.removeAll();
    asked.ifPresent(thread -> detail.add(thread(thread)));
  }

  private ThreadAlone thread(String asked) {
    return Optional.of(asked)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Long::valueOf)
        .flatMap(id -> services.live().find(id, who))
        .map(found -> new ThreadAlone(found, services, who))
        .orElseThrow(() ->
            new NotFoundException(
                "There is no thread \"%s\" here, or it is not for you.".formatted(asked)));
  }

  private static String word(Inbox.Which which) {
    return switch (which) {
      case UNREAD -> "unread";
      case OWN -> "all";
      case ALL -> "everything";
    };
  }

  private static String words(Inbox.Which which) {
    return switch (which) {
      case UNREAD -> "Unread";
      case OWN -> "All that I take part in";
      case ALL -> "All threads";
    };
  }

  private Inbox.Which which() {
    return show.value().orElse(Inbox.Which.UNREAD);
  }

  /// Shows what was chosen, live.
  private void follow() {
    list.removeAll();
    var lines = new Div();
    LiveParts.followAway(lines, services.live().inbox(who, which(), most), now -> show(lines, now));
    list.add(lines);
  }

  private void show(Div place, InboxLines now) {
    shown = now;
    place.removeAll();
    readAll.setEnabled(!now.unread().isEmpty());
    readAll.setText(
        now.all() > now.lines().size()
            ? "Mark these %d as read".formatted(now.lines().size())
            : "Mark all as read");
    if (now.lines().isEmpty()) {
      place.add(nothing());
      return;
    }
    var rows = new UnorderedList();
    rows.addClassName("news-lines");
    now.lines().forEach(line -> rows.add(new ListItem(new InboxRow(line, services, who))));
    place.add(rows);
    int left = now.all() - now.lines().size();
    if (left > 0) {
      more.setText("Show %d more of %d".formatted(Math.min(PAGE, left), left));
      place.add(more);
    }
  }

  private void showMore() {
    most += PAGE;
    follow();
  }

  private EmptyState nothing() {
    return switch (which()) {
      case UNREAD ->
          new EmptyState(
              "You have read everything",
              "Who mentions you with @, or says something in a thread in which you wrote, is found"
                  + " here.");
      case OWN ->
          new EmptyState(
              "You take part in no thread yet",
              "Say something beside an experiment, one of its cells, a picture or a report: the"
                  + " sign with the speech bubble opens what is said there.");
      case ALL ->
          new EmptyState(
              "Nobody has said anything yet",
              "What is said about anything that you may look at is found here, also when it was"
                  + " deleted.");
    };
  }

  /// What is listed, and nothing that came since.
  private void readAll() {
    var listed = shown;
    if (listed != null) {
      var unread = listed.unread();
      Thread.startVirtualThread(() -> services.inbox().read(unread, who));
    }
  }
}

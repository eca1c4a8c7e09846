package lab.harmony.blind.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.Said;
import lab.harmony.blind.session.SessionId;
import lab.harmony.design.Mono;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenKeys;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Rating in a blind session: nothing on this page tells which arm made a picture.
@Route("blind/rate/:session")
@PageTitle("Rate · Harmony Lab")
@Needs(Right.REVIEW)
final class BlindRatingView extends Composite<Div> implements BeforeEnterObserver, ScreenKeys {

  private final BlindRating rating;
  private final CurrentPerson person;
  private BlindForm form = BlindForm.CHECKLIST;

  BlindRatingView(BlindRating rating, CurrentPerson person) {
    this.rating = rating;
    this.person = person;
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    getContent().removeAll();
    var id = event.getRouteParameters().get("session").flatMap(SessionId::parse);
    var task = id.flatMap(it -> rating.task(it, person.actor()));
    if (task.isPresent()) {
      form = task.get().form();
      show(
          task.get().title(),
          new BlindSheet(task.get(), person.id(), new Desk(task.get().session())));
      return;
    }
    id.flatMap(it -> rating.ended(it, person.actor()))
        .ifPresentOrElse(
            ended ->
                show(
                    ended.title(),
                    new BlindSheet(ended, person.id(), new Desk(ended.session())),
                    sealed(ended)),
            () ->
                getContent()
                    .add(
                        new PageBar("Rate"),
                        new EmptyState(
                            "There is nothing here for you to rate",
                            "You are not among the raters of this session.",
                            new Anchor(BlindLinks.LIST, "Open the blind sessions"))));
  }

  @Override
  public List<Key> keys() {
    var all = new ArrayList<>(keys(form));
    all.addAll(
        List.of(
            new Key("c", "Intended conflict; before the answer"),
            new Key("x", "Cannot tell"),
            new Key("u", "Undo the last answer")));
    return all;
  }

  private static List<Key> keys(BlindForm form) {
    return switch (form) {
      case PAIRS ->
          List.of(
              new Key("1", "Left is better; so does ←"),
              new Key("2", "Right is better; so does →"),
              new Key("3", "Equal"),
              new Key("4", "Both bad"));
      case POINTS -> List.of(new Key("0 to 3", "Harmony points of the face"));
      case ORDER ->
          List.of(new Key("1 to 4", "The best face, then the second, then the third; again: none"));
      case CHECKLIST ->
          List.of(
              new Key("1", "Eyes ↔ mouth agree: yes, again no"),
              new Key("2", "Brows ↔ tension agree: yes, again no"),
              new Key("3", "The face as a whole is coherent: yes, again no"),
              new Key("0", "No to what is not answered"),
              new Key("Enter", "Save and next"));
    };
  }

  /// So a rater finds out whether the mapping is the one that was sealed while they rated.
  private Div sealed(BlindRating.Ended ended) {
    var part =
        new Div(
            new Paragraph("Sealed at the start, SHA-256 of nonce and mapping:"),
            new Paragraph(new Mono(ended.commitment())),
            AdjudicationDigest.of(ended.adjudication()),
            CloseDigest.of(ended.closeSha256()),
            ended.heldBack().map(Paragraph::new).orElseGet(() -> file(ended)));
    part.addClassNames("blind-page");
    return part;
  }

  private Paragraph file(BlindRating.Ended ended) {
    return new Paragraph(
        BlindFiles.published(
            ended.session(), () -> rating.published(ended.session(), person.actor())),
        new Text(
            " has both, and all answers; ./lab review verify FILE finds out from it alone"
                + " whether they fit."));
  }

  private void show(String title, Component... parts) {
    var body = new Div();
    body.addClassNames("blind-rating", "page__fill");
    var heading = new H1("Rate: " + title);
    heading.addClassName("visually-hidden");
    body.add(heading);
    body.add(parts);
    getContent().add(body);
  }

  /// Keeps what the browser says, in this person's name.
  private final class Desk implements BlindSheet.Keeper {

    private final SessionId session;

    Desk(SessionId session) {
      this.session = session;
    }

    @Override
    public Optional<BlindRating.Taken> keep(Said said, int link) {
      try {
        return Optional.of(rating.say(session, said, person.actor()));
      } catch (DataAccessException | TransactionException problem) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<BlindRating.Task> now() {
      return rating.task(session, person.actor());
    }

    @Override
    public Optional<BlindRating.Ended> ended() {
      return rating.ended(session, person.actor());
    }

    @Override
    public String pictures() {
      return "/blind-pictures/";
    }

    @Override
    public String home() {
      return BlindLinks.LIST;
    }
  }
}

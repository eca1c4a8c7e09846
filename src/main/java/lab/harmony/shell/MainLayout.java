package lab.harmony.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Style;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.backup.scheduled.ScheduledBackups;
import lab.harmony.design.CommandSource;
import lab.harmony.design.Notices;
import lab.harmony.design.live.KeptScreen;
import lab.harmony.design.live.LiveParts;
import lab.harmony.design.live.NavigationCount;
import lab.harmony.design.live.NowRunning;
import lab.harmony.people.Right;
import lab.harmony.shell.OpenScreens.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// The frame of every screen: the navigation at the side, the screen beside it.
@Layout
@AnonymousAllowed
final class MainLayout extends AppLayout {
  /// Screens in this order and above are material, not daily work, and stand apart.
  private static final double MATERIAL = 50;

  /// Screens in this order and above are about the lab itself and stand at the foot.
  private static final double ABOUT_THE_LAB = 100;

  /// A large view that is open would keep the keys from the screen that comes.
  private static final String CLOSE =
      """
      this.querySelectorAll('.shell__screen > [hidden] dialog[open]').forEach((open) => open.close());
      """;

  private final Frame frame;
  private final ScheduledBackups backups;
  private final Anchor backupProblem = new Anchor("/backups", "✕ No backup was made");
  private final Div screen = new Div();
  private final Doors doors;
  private final OpenScreens navigation;
  private final OpenScreens aboutTheLab;
  private final Div works = new Div();
  private final List<NowRunning> running;
  private final Anchor name = new Anchor();
  private final transient CurrentPerson person;

  MainLayout(
      CurrentPerson person,
      AuthenticationContext authentication,
      ObjectProvider<NowRunning> running,
      ObjectProvider<CommandSource> commands,
      ObjectProvider<NavigationCount> counts,
      ScheduledBackups backups,
      Doors doors) {
    this.person = person;
    this.backups = backups;
    this.doors = doors;
    this.running = running.orderedStream().toList();
    navigation =
        new OpenScreens(
            doors::screens,
            counts.orderedStream().toList(),
            new Part("Work", Double.NEGATIVE_INFINITY, MATERIAL),
            new Part("Material", MATERIAL, ABOUT_THE_LAB));
    aboutTheLab =
        new OpenScreens(
            doors::screens,
            List.of(),
            new Part("The lab", ABOUT_THE_LAB, Double.POSITIVE_INFINITY));
    navigation.addClassName("shell__navigation");
    aboutTheLab.getStyle().setDisplay(Style.Display.CONTENTS);
    works.getStyle().setDisplay(Style.Display.CONTENTS);
    backupProblem.addClassName("shell__problem");
    frame = new Frame(new Commands(commands.orderedStream().toList(), doors));
    setPrimarySection(Section.DRAWER);
    addClassName("shell");
    var drawer = new Aside(skip(), brand(), navigation, works, backupProblem, foot(authentication));
    drawer.addClassName("shell__drawer");
    drawer.getElement().setAttribute("aria-label", "Navigation");
    addToDrawer(drawer, frame);
    screen.addClassName("shell__screen");
    var main = new Div(screen, new Notices());
    main.addClassName("shell__main");
    super.setContent(main);
    showWhatIsOpen();
    LiveParts.wakeWhenSeen(this);
  }

  /// The screen, above the row of notices. One that is to be kept stays behind it, the last one
  /// alone.
  @Override
  public void setContent(@Nullable Component content) {
    for (var before : screen.getChildren().filter(it -> it != content).toList()) {
      if (before instanceof KeptScreen kept
          && before.isVisible()
          && !(content instanceof KeptScreen)) {
        before.setVisible(false);
        kept.left();
        getElement().executeJs(CLOSE);
      } else if (!(before instanceof KeptScreen) || content instanceof KeptScreen) {
        screen.remove(before);
      }
    }
    if (content != null) {
      content.setVisible(true);
      if (!screen.equals(content.getParent().orElse(null))) {
        screen.add(content);
      }
    }
    getUI().ifPresent(LiveParts::wake);
  }

  @Override
  public void showRouterLayoutContent(@Nullable HasElement content) {
    super.showRouterLayoutContent(content);
    if (content != null && content.getElement().getTag().equals("div")) {
      content.getElement().setAttribute("role", "main");
    }
    frame.enter(content);
    showName();
    var failure =
        doors.open(Right.BACK_UP) ? backups.failure() : Optional.<ScheduledBackups.Failure>empty();
    backupProblem.setVisible(failure.isPresent());
    failure.ifPresent(it -> backupProblem.setTitle(it.reason()));
  }

  @Override
  public void removeRouterLayoutContent(@Nullable HasElement left) {
    setContent(null);
  }

  /// The first thing that the keyboard reaches: past the navigation, to the screen.
  private static Component skip() {
    var skip = new NativeButton("Skip to the screen");
    skip.addClassName("shell__skip");
    skip.getElement().setAttribute("data-frame-action", "skip");
    return skip;
  }

  private static Component brand() {
    var brand = new Anchor("/", "Harmony Lab");
    brand.addClassName("shell__brand");
    return brand;
  }

  /// What whoever sees it is called now.
  void showName() {
    name.setText(person.name());
  }

  /// What leads elsewhere, as far as it is open to whoever sees it now.
  void showWhatIsOpen() {
    navigation.show();
    aboutTheLab.show();
    works.removeAll();
    works.add(new RunningNow(running.stream().filter(doors::offered).toList()));
    screen
        .getChildren()
        .filter(it -> it instanceof KeptScreen && !doors.open(it.getClass()))
        .toList()
        .forEach(screen::remove);
  }

  private Component foot(AuthenticationContext authentication) {
    name.setHref("/account");
    name.setTitle("Your account");
    name.addClassName("shell__person");
    var signOut = new NativeButton("Sign out", _ -> authentication.logout());
    var who = new Div(name, signOut);
    who.addClassName("shell__who");
    var foot =
        new Div(
            aboutTheLab,
            button("palette", "Go to…", key("Ctrl K")),
            button("keys", "Keys", key("?")),
            button("scheme", "Colours", state("as the system")),
            button("density", "Rows", state("compact")),
            who);
    foot.addClassName("shell__foot");
    return foot;
  }

  /// A button that the frame answers in the browser, without asking the server.
  private static Component button(String action, String label, Component end) {
    var button = new NativeButton();
    button.add(new Span(label), end);
    button.getElement().setAttribute("data-frame-action", action);
    return button;
  }

  private static Component key(String key) {
    var hint = new Span(key);
    hint.addClassName("shell__key");
    hint.getElement().setAttribute("aria-hidden", "true");
    return hint;
  }

  /// What a setting stands at; the frame keeps it true.
  private static Component state(String usual) {
    var state = new Span(usual);
    state.addClassName("shell__key");
    state.getElement().setAttribute("data-frame-state", true);
    return state;
  }
}

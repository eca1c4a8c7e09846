package lab.harmony.reports.frozen;

/// A page with one message, in the looks of a report.
public final class NoticePage {

  private NoticePage() {}

  public static String html(String title, String text) {
    var page = new PageShell(title);
    var main = page.body().appendElement("main");
    main.appendElement("p").addClass("kicker").text("Harmony Lab");
    main.appendElement("h1").text(title);
    main.appendElement("p").text(text);
    return page.html();
  }
}

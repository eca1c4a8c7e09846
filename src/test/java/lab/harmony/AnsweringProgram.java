package lab.harmony;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/// The application in a process of its own that does what people do, says each thing that was
/// answered, and waits to be killed.
///
/// Arguments: the data folder, the workspace, and which of the things comes last.
final class AnsweringProgram {

  static final ExperimentSlug BASELINE = new ExperimentSlug("baseline");
  static final String PERSON = "ada";
  static final String TEXT = "# What survived\n\nEvery word that was answered.";

  /// What a person does, and what the answer names.
  enum Deed {
    SCORE,
    SHARE,
    REVOKE,
    PUBLISH,
    SAVE
  }

  private AnsweringProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    var context =
        SpringApplication.run(
            HarmonyLab.class,
            "--spring.profiles.active=headless",
            "--spring.main.lazy-initialization=true",
            "--spring.datasource.url=",
            "--harmony.worker.enabled=false",
            "--harmony.data=" + arguments[0],
            "--harmony.workspace=" + arguments[1]);
    var report = publish(context);
    var shares = context.getBean(ShareLinks.class);
    var old = shares.create(report, Duration.ofDays(1), by(context));
    var deeds = new ArrayList<>(List.of(Deed.values()));
    Collections.rotate(deeds, -Deed.valueOf(arguments[2]).ordinal() - 1);
    for (var deed : deeds) {
      var answer =
          switch (deed) {
            case SCORE -> score(context);
            case SHARE ->
                shares.create(report, Duration.ofDays(7), by(context)).link().id().toString();
            case REVOKE -> {
              shares.revoke(old.link().id(), by(context));
              yield old.link().id().toString();
            }
            case PUBLISH -> publish(context).name().value();
            case SAVE -> save(context);
          };
      System.out.println("answered %s %s".formatted(deed, answer));
    }
    new CountDownLatch(1).await();
  }

  private static Actor by(ApplicationContext context) {
    return Somebody.of(context.getBean(People.class), PERSON);
  }

  private static String score(ApplicationContext context) {
    var scores = context.getBean(Scores.class);
    var image = scores.images(BASELINE.value()).getFirst();
    scores.record(image, Mark.of(new Checklist(true, false, true), false, "seen"), by(context));
    return image.id().run().value();
  }

  private static PublishedReport publish(ApplicationContext context) {
    return ((Publication.Published)
            context
                .getBean(Reports.class)
                .publish(BASELINE, Publishing.by(by(context)).although("Its figures are gone.")))
        .report();
  }

  private static String save(ApplicationContext context) {
    var notebooks = context.getBean(Notebooks.class);
    var cell = ((OpenedNotebook.Readable) notebooks.open(BASELINE)).notebook().cells().getFirst();
    var edit = notebooks.edit(BASELINE, cell.id(), cell.source(), TEXT, by(context));
    return ((Edit.Saved) edit).cell().value();
  }
}

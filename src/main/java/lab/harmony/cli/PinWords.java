package lab.harmony.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinCheck;
import lab.harmony.pins.PinId;
import lab.harmony.pins.PinJudge;
import lab.harmony.pins.PinReport;
import lab.harmony.pins.PinSubject;
import lab.harmony.pins.PinnedPicture;

/// Pins and what became of them, as lines for people and as facts for programs.
final class PinWords {

  private PinWords() {}

  static String line(Pin pin) {
    return String.join(
        "\t",
        pin.id().toString(),
        pin.title(),
        pin.demand(),
        pin.wish().experiment().map("of "::concat).orElse("of the lab"),
        pin.picture().toString(),
        pin.pinnedBy().name(),
        pin.wish().reasonInALine());
  }

  static Map<String, Object> facts(Pin pin) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("pin", pin.id().value());
    facts.put("archetype", pin.place().archetype());
    facts.put("emotion", pin.place().emotion());
    facts.put("prompt", pin.place().words().prompt());
    facts.put("negativePrompt", pin.place().words().negativePrompt());
    facts.put("cfgScale", pin.place().cfgScale());
    facts.put("seed", pin.place().seed());
    pin.wish().settings().ifPresent(settings -> facts.put("settings", settings));
    pin.wish().experiment().ifPresent(experiment -> facts.put("experiment", experiment));
    switch (pin.wish().judge()) {
      case PinJudge.People _ -> facts.put("judge", "people");
      case PinJudge.Machine(var name, var sha256) -> {
        facts.put("judge", name);
        facts.put("judgeSha256", sha256);
      }
    }
    facts.put("least", pin.wish().least().value());
    pin.seen().ifPresent(points -> facts.put("seen", points));
    facts.put("picture", pin.picture().toString());
    facts.put("reason", pin.wish().reason());
    facts.put("by", pin.pinnedBy().name());
    facts.put("at", pin.pinnedAt().toString());
    return facts;
  }

  /// @param drawnBy what drew the face that decided, where that is not the same for all
  static void print(PinReport report, Map<PinId, String> drawnBy, PrintWriter out) {
    out.printf("%s: %s%n", report.subject().words(), report.sentence());
    for (var check : report.checks()) {
      out.printf(
          "  %s\t%s\t%s\t%s%s%n",
          check.pin().id(),
          check.pin().title(),
          check.state().words(),
          check.state().decisive().map(PinnedPicture::name).orElse(""),
          drawnBy.containsKey(check.pin().id()) ? "\t" + drawnBy.get(check.pin().id()) : "");
    }
  }

  /// @param notDrawn why something was not drawn that was to be, in sentences
  /// @param drawnBy what drew the faces that decided, by subject
  static String json(
      List<PinReport> reports,
      List<String> nothingYet,
      List<String> notDrawn,
      Map<PinSubject, Map<PinId, String>> drawnBy,
      int exit) {
    var all = new LinkedHashMap<String, Object>();
    all.put("exit", exit);
    all.put("nothingYet", nothingYet);
    all.put("notDrawn", notDrawn);
    all.put(
        "checked",
        reports.stream()
            .map(report -> facts(report, drawnBy.getOrDefault(report.subject(), Map.of())))
            .toList());
    return Json.MAPPER.writeValueAsString(all);
  }

  private static Map<String, Object> facts(PinReport report, Map<PinId, String> drawnBy) {
    var facts = new LinkedHashMap<String, Object>();
    switch (report.subject()) {
      case PinSubject.OfRun(var run, var experiment) -> {
        facts.put("run", run.value());
        facts.put("experiment", experiment);
      }
      case PinSubject.OfEpoch(var training, var folder, var epoch) -> {
        facts.put("training", training);
        facts.put("epoch", epoch);
        facts.put("pictures", folder);
      }
      case PinSubject.OfModel(var model, var adapter, var how) -> {
        facts.put(adapter ? "adapter" : "model", model);
        if (!how.isEmpty()) {
          facts.put("only", how.strip());
        }
      }
    }
    facts.put("sentence", report.sentence());
    facts.put(
        "pins",
        report.checks().stream()
            .map(check -> facts(check, Optional.ofNullable(drawnBy.get(check.pin().id()))))
            .toList());
    return facts;
  }

  private static Map<String, Object> facts(PinCheck check, Optional<String> drawnBy) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("pin", check.pin().id().value());
    facts.put("title", check.pin().title());
    facts.put("state", check.state().code());
    facts.put("words", check.state().words());
    facts.put("least", check.pin().wish().least().value());
    facts.put("judge", check.pin().wish().judge().words());
    facts.put("pinned", check.pin().picture().toString());
    check.state().decisive().ifPresent(face -> facts.put("picture", face.name()));
    drawnBy.ifPresent(what -> facts.put("drawnBy", what));
    return facts;
  }
}
